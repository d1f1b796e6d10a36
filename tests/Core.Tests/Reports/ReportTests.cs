using System.Globalization;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Orgs;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using static OnCall.Core.Reports.LostView;

namespace OnCall.Core.Tests.Reports;

/// <summary>"A customer reports total loss of live view AND playback for an entire org."</summary>
public class ReportTests
{
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);

    public static readonly FoundOrg Harbour = new(
        "org_7f3a", "Harbour Logistics", "owner@harbour.example", new OnlineCount(0, 40), new OnlineCount(0, 3), AllowsImpersonation: false,
        new Uri("https://novavms.example/platform/orgs/org_7f3a"));

    public static readonly Responder Primary = new(EscalationRole.Primary, 1, Novalien.Ada);

    public static readonly Responder Secondary = new(EscalationRole.Secondary, 2, Novalien.Ben);

    public static readonly ReportDecider Decider = new(new EscalationChain(Novalien.Policy, Novalien.CalendarOf(Novalien.Policy)));

    // What is lost, on how many of 40 cameras (0: the whole org), whether it pages, and the sentence that draws the line.
    [Theory]
    [InlineData(Both, 0, true, "")]
    [InlineData(Both, 40, true, "")] // counted one by one it is the whole org all the same
    [InlineData(Both, 41, true, "")] // the customer counts what NovaVMS does not know
    [InlineData(Both, 39, false, "39 of 40 cameras and not the whole org. It pages when live view and playback are lost for the whole org.")]
    [InlineData(Both, 1, false, "1 of 40 cameras and not the whole org. It pages when live view and playback are lost for the whole org.")]
    [InlineData(LiveView, 0, false, "Only live view is lost, and playback still works. It pages when live view and playback are lost for the whole org.")]
    [InlineData(Playback, 0, false, "Only playback is lost, and live view still works. It pages when live view and playback are lost for the whole org.")]
    [InlineData(Playback, 40, false, "Only playback is lost, and live view still works. It pages when live view and playback are lost for the whole org.")]
    [InlineData(LiveView, 3, false, "Only live view is lost, on 3 of 40 cameras. It pages when live view and playback are lost for the whole org.")]
    public void The_line_is_the_loss_of_both_for_the_whole_org(LostView lost, int cameras, bool pages, string why)
    {
        var report = Of(new Loss(lost, cameras == 0 ? null : cameras));
        var events = Assert.IsType<Decision<ReportEvent>.Accept>(Decide(new Report.Quiet(), report)).Events;

        Assert.Equal(pages, Assert.Single(events) is ReportEvent.Paged);
        if (!pages)
            Assert.Equal(why, Assert.IsType<ReportEvent.Ticketed>(events[0]).Ticket.WhyNoPage);
    }

    [Fact]
    public void A_page_says_who_reports_what_and_what_the_search_found()
    {
        var alert = ReportSentences.Alert(Of(new Loss(Both, null)), Now);

        Assert.Equal("customer-report/org_7f3a", alert.Key.Value);
        Assert.Equal("Customer lost live view and playback for the whole org: Harbour Logistics (org_7f3a)", alert.Summary);
        Assert.Equal(
            "Ada reports total loss of live view and playback for the entire org, which is a P1: \"all is black\" Cross-org search found "
            + "Harbour Logistics (org_7f3a) of owner@harbour.example: 0 of 40 cameras online, 0 of 3 gateways online, impersonation not allowed.",
            alert.Why);
        Assert.Equal(Harbour.Page, Assert.Single(alert.Links).Url);
    }

    [Fact]
    public void Without_an_answer_of_the_search_it_pages_by_what_was_given_and_says_why()
    {
        var given = OrgReference.Read(" Owner@Harbour.example ")!.Value;
        var alert = ReportSentences.Alert(
            Of(new Loss(Both, null)) with { Org = new ReportedOrg.NotLookedUp(given, "NovaVMS failed with 503.") }, Now);

        Assert.Equal("customer-report/owner%40harbour.example", alert.Key.Value);
        Assert.Contains("The org could not be looked up: NovaVMS failed with 503. Confirm the state yourself.", alert.Why, StringComparison.Ordinal);
        Assert.Empty(alert.Links);
    }

    [Fact]
    public void A_ticket_says_in_a_line_what_whoever_reads_it_in_the_morning_has_to_know()
    {
        var ticket = ReportSentences.Ticket(Of(new Loss(Playback, 3)), Now);
        Assert.Equal("Harbour Logistics (org_7f3a) lost playback (3 of 40 cameras), says Ada: \"all is black\"", ticket.What);
        Assert.Equal(("customer-report org_7f3a", Harbour.Page), (ticket.Rule, ticket.Url));
    }

    [Fact]
    public void A_second_report_triggers_the_same_key_again_and_after_the_end_a_third_one_pages_anew()
    {
        var report = Of(new Loss(Both, null));
        var paged = Evolve(new Report.Quiet(), Decide(new Report.Quiet(), report));
        var again = Assert.IsType<Decision<ReportEvent>.Accept>(Decide(paged, report));
        var repeated = Assert.IsType<ReportEvent.Repeated>(Assert.Single(again.Events));
        Assert.Equal(((Report.Paged)paged).Alert.Key, Assert.IsType<Effect.TriggerAlert>(Assert.Single(Decider.EffectsOf(repeated))).Alert.Key);
        Assert.Equal(2, Assert.IsType<Report.Paged>(Evolve(paged, again)).Times);

        var closed = Evolve(paged, Decider.Decide(paged, new ReportCommand.Close(Actor.Of(Novalien.Ben), Now, Now)));
        Assert.IsType<Report.Quiet>(closed);
        Assert.IsType<ReportEvent.Paged>(Assert.Single(Assert.IsType<Decision<ReportEvent>.Accept>(Decide(closed, report)).Events));
    }

    [Fact]
    public void A_page_that_PagerDuty_refuses_is_said_to_the_primary_and_the_next_report_tries_again()
    {
        var report = Of(new Loss(Both, null));
        var alert = ReportSentences.Alert(report, Now);
        var refused = Decider.Decide(new Report.Paged(alert, Now, 1), Decider.Refuse(new Effect.TriggerAlert(alert), "no such key", Now));
        var state = Evolve(new Report.Paged(alert, Now, 1), refused);

        var happened = Assert.Single(((Decision<ReportEvent>.Accept)refused).Events);
        Assert.Equal(new Effect.TellAlertRefused(alert, Primary, Secondary, "no such key", Now), Assert.Single(Decider.EffectsOf(happened)));
        Assert.IsType<ReportEvent.Paged>(Assert.Single(((Decision<ReportEvent>.Accept)Decide(state, report)).Events));
    }

    [Fact]
    public void It_is_tried_again_every_5_minutes_for_an_hour_and_then_it_is_said_that_it_is_not_any_more()
    {
        var alert = ReportSentences.Alert(Of(new Loss(Both, null)), Now);
        Report state = new Report.NotPaged(alert, RefusedPage.First("no such key", Now));
        for (var minutes = 5; minutes <= 55; minutes += 5)
        {
            var tried = Decider.Decide(state, Decider.WakeUp(Now.AddMinutes(minutes)));
            Assert.IsType<ReportEvent.PageTriedAgain>(Assert.Single(((Decision<ReportEvent>.Accept)tried).Events));
            state = Evolve(state, tried);
            Assert.Null(Decider.DeadlineOf(state));
            state = Evolve(state, Decider.Decide(state, Decider.Refuse(new Effect.TriggerAlert(alert), "no such key", Now.AddMinutes(minutes))));
        }

        var last = Decider.Decide(state, Decider.Refuse(new Effect.TriggerAlert(alert), "no such key", Now.AddMinutes(60)));
        var notice = Assert.IsType<Effect.TellNotice>(Assert.Single(Decider.EffectsOf(Assert.Single(((Decision<ReportEvent>.Accept)last).Events))));
        Assert.StartsWith("PagerDuty has refused a page for 1 h, and it is not tried again: ", notice.What, StringComparison.Ordinal);
        Assert.IsType<Report.Quiet>(Evolve(state, last));
    }

    [Theory]
    [InlineData(" ", null, "words-missing")]
    [InlineData("black", 0, "cameras-none")]
    [InlineData("", 0, "words-missing cameras-none")]
    public void What_is_no_report_is_refused_with_how_to_mend_it(string words, int? cameras, string names)
    {
        var report = Of(new Loss(Both, cameras)) with { Words = words };
        var refusals = Assert.IsType<Decision<ReportEvent>.Reject>(Decide(new Report.Quiet(), report)).Refusals;
        Assert.Equal(names, string.Join(' ', refusals.Select(one => one.Name)));
        Assert.All(refusals, refusal => Assert.Contains("say ", refusal.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("org_7f3a", true)]
    [InlineData(" ORG_7F3A ", true)]
    [InlineData("Owner@Harbour.Example", true)]
    [InlineData("org_7f3", false)] // found by the search as well
    [InlineData("harbour.example", false)]
    [InlineData("Harbour", false)]
    public void An_org_is_meant_by_its_whole_id_or_its_owners_whole_e_mail(string given, bool means) =>
        Assert.Equal(means, OrgReference.Read(given)!.Value.Means(Harbour));

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("two words")]
    [InlineData("a\u0000b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901")]
    public void What_can_be_no_org_is_not_read(string? given) => Assert.Null(OrgReference.Read(given));

    public static CustomerReport Of(Loss loss) => new(new ReportedOrg.Found(Harbour), loss, "all is black", Actor.Of(Novalien.Ada));

    static Decision<ReportEvent> Decide(Report state, CustomerReport report) => Decider.Decide(state, new ReportCommand.Receive(report, Now));

    static Report Evolve(Report state, Decision<ReportEvent> decision) =>
        ((Decision<ReportEvent>.Accept)decision).Events.Aggregate(state, Decider.Evolve);
}
