using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using static OnCall.Core.Tests.Reports.ReportTests;

namespace OnCall.Core.Tests.Reports;

/// <summary>What the compiler cannot check: every state answers every command, every event has a meaning, and a fixed form on disk.</summary>
public class ReportTableTests
{
    const string StoredNow = "\"2026-01-06T08:42:00+00:00\"";
    const string StoredAda = """{"id":"person:ada","name":"Ada"}""";

    const string StoredReport =
        $$"""{"org":{"type":"not-looked-up","given":"org_1","why":"away"},"loss":{"lost":"Both"},"words":"black","by":{{StoredAda}}}""";

    const string StoredOrg =
        """{"id":"o","name":"n","ownerEmail":"e","cameras":{"online":0,"total":4},"allowsImpersonation":true,"page":"https://n.example/o"}""";

    const string StoredFound =
        $$"""{"org":{"type":"found","org":{{StoredOrg}}},"loss":{"lost":"LiveView","cameras":3},"words":"black","by":{{StoredAda}}}""";

    const string StoredAlert =
        $$"""{"rule":"customer-report","scope":"org_1","summary":"s","why":"w","source":"org_1","links":[],"at":{{StoredNow}},"key":"customer-report/org_1"}""";

    const string StoredTicket = $$"""{"rule":"customer-report","what":"a","whyNoPage":"b","at":{{StoredNow}}}""";

    const string StoredRefused = $$"""{"since":{{StoredNow}},"why":"w","tryAt":{{StoredNow}}}""";

    const string StoredPrimary =
        """{"role":"Primary","level":1,"person":{"id":"ada","name":"Ada","slack":"U0ADA","pagerDuty":"PADA001","email":"ada@novalien.com"}}""";

    static readonly CustomerReport Total = Of(new Loss(LostView.Both, null));
    static readonly CustomerReport Partial = Of(new Loss(LostView.Playback, 3));
    static readonly Core.Alerts.Alert Alert = ReportSentences.Alert(Total, Now);
    static readonly Core.Noise.NoiseReport Ticket = ReportSentences.Ticket(Partial, Now);
    static readonly Core.Alerts.RefusedPage Refused = Core.Alerts.RefusedPage.First("why", Now);
    static readonly Actor Ben = Actor.Of(Novalien.Ben);

    static readonly Report[] States = [new Report.Quiet(), new Report.Paged(Alert, Now, 1), new Report.NotPaged(Alert, Refused)];

    static readonly ReportCommand[] Commands =
    [
        new ReportCommand.Receive(Total, Now),
        new ReportCommand.Receive(Partial, Now),
        new ReportCommand.Close(Ben, Now, Now),
        new ReportCommand.Close(Ben, Now.AddTicks(-1), Now), // of the incident before
        new ReportCommand.Take(Alert, Now),
        new ReportCommand.Refuse(new Effect.TriggerAlert(Alert), "why", Now),
        new ReportCommand.Refuse(new Effect.ReportNoise(Ticket), "why", Now),
        new ReportCommand.Refuse(new Effect.TellTicketRefused(Ticket, "why"), "why", Now),
        new ReportCommand.Overtaken(new Effect.TriggerAlert(Alert), "why", Now),
        new ReportCommand.WakeUp(Now),
        new ReportCommand.WakeUp(Now.AddMinutes(5)),
    ];

    static readonly ReportEvent[] Events =
    [
        new ReportEvent.Paged(Total, Alert, Now),
        new ReportEvent.Repeated(Total, Alert, Now),
        new ReportEvent.Ticketed(Partial, Ticket, Now),
        new ReportEvent.Closed(Ben, Now),
        new ReportEvent.PageRefused(Alert, "why", Primary, Secondary, Now),
        new ReportEvent.PageTriedAgain(Alert, Now),
        new ReportEvent.PageRefusedAgain("why", Now),
        new ReportEvent.PageGivenUp(Alert, "why", Now),
        new ReportEvent.PageTaken(Alert, Now, Now),
        new ReportEvent.TicketRefused(Ticket, "why", Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<Report>(), States.Select(state => state.GetType()).ToHashSet());
        Assert.Equal(NestedIn<ReportCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<ReportEvent>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    // One row a state: what comes of each of the commands above.
    [Theory]
    [InlineData(0, "Paged", "Ticketed", "NothingThere", "NothingThere", "NothingChanged", "PageRefused", "TicketRefused", "NobodyToTell", "NobodyToTell", "NotDueYet", "NotDueYet")]
    [InlineData(1, "Repeated", "Ticketed", "Closed", "OfAnEarlierAlert", "NothingChanged", "PageRefused", "TicketRefused", "NobodyToTell", "NobodyToTell", "NotDueYet", "NotDueYet")]
    [InlineData(2, "Paged", "Ticketed", "NothingThere", "NothingThere", "PageTaken", "PageRefusedAgain", "TicketRefused", "NobodyToTell", "NobodyToTell", "NotDueYet",
        "PageTriedAgain")]
    public void Every_state_answers_every_command(int state, params string[] answers) =>
        Assert.Equal(answers, Commands.Select(command => Say(Decider.Decide(States[state], command))));

    [Fact]
    public void Every_event_has_its_effects_and_its_explanation()
    {
        Assert.Equal(
            ["TriggerAlert", "TriggerAlert", "ReportNoise", "", "TellAlertRefused", "TriggerAlert", "", "TellNotice", "TellNotice", "TellTicketRefused"],
            Events.Select(happened => string.Join(' ', Decider.EffectsOf(happened).Select(effect => effect.GetType().Name))));
        Assert.Equal(
            ["Ada customer-report", "Ada customer-report", "Ada noise-in-business-hours", "Ben customer-report", "PagerDuty customer-report",
                "the service itself customer-report", "PagerDuty customer-report", "PagerDuty customer-report", "PagerDuty customer-report",
                "the service itself noise-in-business-hours"],
            Events.Select(happened => Decider.Explain(happened)).Select(why => $"{why.By.Name} {why.Rule.Id}"));
    }

    [Fact]
    public void Nothing_follows_by_itself_but_what_was_refused_is_tried_again() => Assert.All(States, state => Assert.Equal(
        state is Report.NotPaged ? (false, Now.AddMinutes(5)) : (true, null), (Decider.IsOver(state), Decider.DeadlineOf(state))));

    [Theory]
    [InlineData($$"""{"type":"paged","report":{{StoredReport}},"alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"repeated","report":{{StoredReport}},"alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"ticketed","report":{{StoredFound}},"ticket":{{StoredTicket}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"closed","by":{{StoredAda}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-refused","alert":{{StoredAlert}},"why":"w","primary":{{StoredPrimary}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-tried-again","alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-refused-again","why":"w","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-given-up","alert":{{StoredAlert}},"why":"w","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-taken","alert":{{StoredAlert}},"refusedSince":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"ticket-refused","ticket":{{StoredTicket}},"why":"w","at":{{StoredNow}}}""")]
    public void Events_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, ReportEventJson.Default.ReportEvent)!, ReportEventJson.Default.ReportEvent));

    [Theory]
    [InlineData("""{"type":"quiet"}""")]
    [InlineData($$"""{"type":"paged","alert":{{StoredAlert}},"since":{{StoredNow}},"times":2}""")]
    [InlineData($$"""{"type":"not-paged","alert":{{StoredAlert}},"page":{{StoredRefused}}}""")]
    public void States_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, ReportStateJson.Default.Report)!, ReportStateJson.Default.Report));

    [Theory]
    [InlineData($$"""{"type":"tell-ticket-refused","ticket":{{StoredTicket}},"why":"w"}""")]
    public void Effects_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, EffectJson.Default.Effect)!, EffectJson.Default.Effect));

    static string Say(Decision<ReportEvent> decision) => decision switch
    {
        Decision<ReportEvent>.Accept accept => string.Join(" ", accept.Events.Select(happened => happened.GetType().Name)),
        Decision<ReportEvent>.Ignore ignore => $"{ignore.Reason}",
        _ => $"{decision}",
    };

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
