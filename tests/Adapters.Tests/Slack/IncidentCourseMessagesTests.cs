using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>The words that people read between the declaration and the end.</summary>
public class IncidentCourseMessagesTests
{
    static readonly DateTimeOffset Later = Fixture.Start.AddMinutes(15);
    static readonly string[] WithForms =
        [IncidentButtons.WriteUpdate, IncidentButtons.SetHypothesis, IncidentButtons.PageLead, IncidentButtons.PageCto];

    static readonly string[] Labels = ["Still investigating, no update on customer impact", "Write an update", "Snooze 10 min"];
    static readonly Uri Runbook = new("https://wiki.novalien.com/incident-response");

    [Fact]
    public void A_reminder_offers_the_one_click_word_an_editor_and_a_snooze()
    {
        var message = IncidentMessages.Of(new Effect.RemindOfWord(
            Fixture.Page, Fixture.AdaActs, Fixture.Primary.Person, Since: null, TimeSpan.FromMinutes(10), Later, Later.AddMinutes(15)));

        Assert.StartsWith("⏰ <@U0ADA>, 15 min in, and no word outward yet.", message.Text, StringComparison.Ordinal);
        Assert.Equal(Labels, ButtonsOf(message).Select(button => button.Text.Text));
        Assert.All(ButtonsOf(message), button => Assert.Equal(Fixture.Page.Incident.Value, button.Value));
    }

    [Fact]
    public void An_update_is_read_in_the_channel_too() => Assert.True(
        IncidentMessages.Of(new Effect.TellUpdate(Fixture.Page, Fixture.AdaActs, "Rolling back.", Later)).AlsoInChannel);

    [Fact]
    public void Not_converging_links_the_runbook() => Assert.Contains(
        "<https://wiki.novalien.com/incident-response|Incident response runbook>",
        IncidentMessages.Of(new Effect.TellConverging(Fixture.Page, Fixture.AdaActs, IsConverging: false, Later, Runbook)).Text,
        StringComparison.Ordinal);

    [Fact]
    public void What_is_done_has_no_button_and_what_is_over_has_none_at_all()
    {
        var view = View(Fixture.Page);
        var labels = ButtonsOf(IncidentMessages.Of(new Effect.EditDeclaration(view))).Select(button => button.ActionId).ToList();
        Assert.DoesNotContain(IncidentButtons.HealthChecked, labels);
        Assert.Contains(IncidentButtons.ServerLookedAt, labels);
        Assert.All(labels, label => Assert.True(
            label.StartsWith(IncidentButtons.Prefix, StringComparison.Ordinal)
            || label.StartsWith(ImpersonationMessages.Prefix, StringComparison.Ordinal), label));

        Assert.Empty(ButtonsOf(IncidentMessages.Of(new Effect.EditDeclaration(view with { Standing = Over(Fixture.Page) }))));
    }

    [Fact]
    public void Every_form_is_found_again_by_its_button_and_read_back()
    {
        foreach (var action in WithForms)
        {
            var form = IncidentForms.Of(IncidentButtons.FormOf(action)!.Value, "PGR0VU2");
            Assert.StartsWith(IncidentButtons.Prefix, form.CallbackId, StringComparison.Ordinal);
            Assert.Equal((action, "PGR0VU2"), (IncidentButtons.Again(IncidentButtons.FormOf(action)!.Value, "PGR0VU2").Action, form.PrivateMetadata));
            var sent = new SlackInteractionReading.Submitted(
                "U0ADA", form.CallbackId, form.PrivateMetadata, new Dictionary<string, string> { [IncidentForms.Block] = "text" }, "V1");
            Assert.Equal(IncidentButtons.FormOf(action), Assert.IsType<IncidentCommand.Act>(IncidentForms.Read(sent, Later), exactMatch: false).Action);
        }
    }

    internal static IEnumerable<Effect.ToSlack> EffectsOf(Page page)
    {
        var somebody = new Actor("pagerduty:X", page.Title);
        return
        [
            new Effect.EditDeclaration(View(page)),
            new Effect.EditDeclaration(View(page) with { Standing = new IncidentStanding.Paged(Fixture.Secondary, Later, somebody) }),
            new Effect.EditDeclaration(View(page) with { Standing = new IncidentStanding.Unheard() }),
            new Effect.EditDeclaration(View(page) with { Standing = Over(page) }),
            new Effect.TellNobodyOnline(page, Fixture.Primary, Later),
            new Effect.TellPagedUp(page, Fixture.Secondary, page.Title, Later),
            new Effect.TellReassigned(page, somebody, Fixture.Secondary, somebody, Later),
            new Effect.TellAckExpired(page, somebody, Fixture.Primary, Later),
            new Effect.TellStepsSkipped(page, [ChecklistStep.HealthChecked], ChecklistStep.Communicated, somebody),
            new Effect.RemindOfWord(page, somebody, Person: null, Later, TimeSpan.FromMinutes(10), Later, Later),
            new Effect.TellSnoozed(page, somebody, Later),
            new Effect.TellUpdate(page, somebody, page.Title, Later),
            new Effect.AskConverging(page, somebody, Person: null, Fixture.Start, Later, Later),
            new Effect.TellConverging(page, somebody, IsConverging: true, Later, Runbook),
            new Effect.TellConvergingUnanswered(page, somebody, Runbook),
            new Effect.TellHelpNotFound(page),
            new Effect.TellHypothesis(page, somebody, page.Title),
            new Effect.HintNotAllowed(page, "U0CYD", IncidentAction.PageCto, IncidentRole.Lead),
            new Effect.TellResolved(page, somebody, Later, View(page) with { Standing = Over(page) }),
        ];
    }

    static IncidentView View(Page page) => new(
        page, new IncidentStanding.Held(new Actor("pagerduty:X", page.Title), Later), page.Title,
        new Checklist([new Tick(ChecklistStep.HealthChecked, new Actor("pagerduty:X", page.Title), Later, page.Title)], [ChecklistStep.ServerLookedAt]),
        Later, Fixture.Secondary, Runbook);

    static IncidentStanding.Over Over(Page page) => new(
        new Actor("pagerduty:X", page.Title), Later, new IncidentSummary(
            TimeSpan.FromMinutes(3), TimeSpan.FromMinutes(15), Kept: 1, Missed: 2,
            [.. Enumerable.Repeat(new Deed(Later, page.Title, page.Title), Course.MaxDeeds)]));

    static IEnumerable<SlackBlock.Button> ButtonsOf(SlackMessage message) =>
        message.Blocks.OfType<SlackBlock.Actions>().SelectMany(actions => actions.Elements);
}
