using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Core.Security;
using static OnCall.Core.Tests.Security.SecurityTests;

namespace OnCall.Core.Tests.Security;

/// <summary>What the compiler cannot check: every state answers every command, every event has a meaning, and a fixed form on disk.</summary>
public class SecurityTableTests
{
    const string StoredNow = "\"2026-01-06T08:42:00+00:00\"";

    const string StoredAlert =
        $$"""{"rule":"credential-leak","scope":"e","summary":"s","why":"w","source":"novavms","links":[],"at":{{StoredNow}},"key":"credential-leak/e"}""";

    const string StoredLeak =
        $$"""{"type":"credential-leak","what":"a key","orgId":"o","url":"https://n.example/1","by":{"id":"novavms","name":"NovaVMS"},"id":"e","at":{{StoredNow}}}""";

    const string StoredStarted =
        $$"""{"type":"impersonation-started","actorEmail":"a@b.example","orgId":"o","orgName":"n","grantId":"g","said":"why","id":"e","at":{{StoredNow}}}""";

    const string StoredDeleted =
        $$"""{"type":"audit-log-deleted","rows":3,"actorEmail":"a@b.example","orgId":"o","id":"e","at":{{StoredNow}}}""";

    const string StoredRefused = $$"""{"since":{{StoredNow}},"why":"w","tryAt":{{StoredNow}}}""";

    const string StoredPrimary =
        """{"role":"Primary","level":1,"person":{"id":"ada","name":"Ada","slack":"U0ADA","pagerDuty":"PADA001","email":"ada@novalien.com"}}""";

    static readonly Responder Primary = new(EscalationRole.Primary, 1, Novalien.Ada);

    static readonly Core.Alerts.RefusedPage Refused = Core.Alerts.RefusedPage.First("why", Now);
    static readonly ProductEvent Leak = new ProductEvent.CredentialLeak("evt_1", Now, "a key", null, null, Actor.Of(Novalien.Ben));
    static readonly Core.Alerts.Alert Alert = SecurityAlerts.Of((ProductEvent.CredentialLeak)Leak);
    static readonly SecurityDecider Decider = DeciderFor();

    static readonly SecurityCase[] States =
    [
        new SecurityCase.None(), new SecurityCase.Paged(Alert, Now), new SecurityCase.Allowed("why", Now), new SecurityCase.NotPaged(Alert, Refused),
        new SecurityCase.GivenUp(Alert, "why", Now),
    ];

    static readonly SecurityCommand[] Commands =
    [
        new SecurityCommand.Receive(Leak, Grant: null, Now),
        new SecurityCommand.Receive(Started("ada@novalien.com"), Grant: null, Now),
        new SecurityCommand.Take(Alert, Now),
        new SecurityCommand.Refuse(new Effect.TriggerAlert(Alert), "why", Now),
        new SecurityCommand.Refuse(new Effect.TellAlertRefused(Alert, Primary, Secondary: null, "why", Now), "why", Now),
        new SecurityCommand.Overtaken(new Effect.TriggerAlert(Alert), "why", Now),
        new SecurityCommand.WakeUp(Now),
        new SecurityCommand.WakeUp(Now.AddMinutes(5)),
    ];

    static readonly SecurityHappening[] Events =
    [
        new SecurityHappening.Paged(Leak, Alert, Now),
        new SecurityHappening.Allowed(Started("ada@novalien.com"), "why", Now),
        new SecurityHappening.PageRefused(Alert, "why", Primary, Secondary: null, Now),
        new SecurityHappening.PageTriedAgain(Alert, Now),
        new SecurityHappening.PageRefusedAgain("why", Now),
        new SecurityHappening.PageGivenUp(Alert, "why", Now),
        new SecurityHappening.PageTaken(Alert, Now, Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<SecurityCase>(), States.Select(state => state.GetType()).ToHashSet());
        Assert.Equal(NestedIn<SecurityCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<SecurityHappening>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    // One row a state: what comes of each of the commands above. What came once is never judged again.
    [Theory]
    [InlineData(0, "Paged", "Allowed", "NothingChanged", "PageRefused", "NobodyToTell", "NobodyToTell", "NotDueYet", "NotDueYet")]
    [InlineData(1, "AlreadyRecorded", "AlreadyRecorded", "NothingChanged", "PageRefused", "NobodyToTell", "NobodyToTell", "NotDueYet", "NotDueYet")]
    [InlineData(2, "AlreadyRecorded", "AlreadyRecorded", "NothingChanged", "PageRefused", "NobodyToTell", "NobodyToTell", "NotDueYet", "NotDueYet")]
    [InlineData(3, "AlreadyRecorded", "AlreadyRecorded", "PageTaken", "PageRefusedAgain", "NobodyToTell", "NobodyToTell", "NotDueYet", "PageTriedAgain")]
    [InlineData(4, "AlreadyRecorded", "AlreadyRecorded", "NothingChanged", "PageRefused", "NobodyToTell", "NobodyToTell", "NotDueYet", "NotDueYet")]
    public void Every_state_answers_every_command(int state, params string[] answers) =>
        Assert.Equal(answers, Commands.Select(command => Say(Decider.Decide(States[state], command))));

    [Fact]
    public void Every_event_has_its_effects_its_actor_and_the_rule()
    {
        Assert.Equal(
            ["TriggerAlert", "", "TellAlertRefused", "TriggerAlert", "", "TellNotice", "TellNotice"],
            Events.Select(happened => string.Join(' ', Decider.EffectsOf(happened).Select(effect => effect.GetType().Name))));
        Assert.Equal(
            [Actor.Of(Novalien.Ben), Actor.NovaVms, Actor.PagerDuty, Actor.Service, Actor.PagerDuty, Actor.PagerDuty, Actor.PagerDuty],
            Events.Select(happened => Decider.Explain(happened).By));
        Assert.All(Events, happened => Assert.Equal((Now, Rules.SecurityEvent), (Decider.Explain(happened).At, Decider.Explain(happened).Rule)));
    }

    [Fact]
    public void Nothing_follows_by_itself_but_what_was_refused_is_tried_again() => Assert.All(States, state => Assert.Equal(
        state is SecurityCase.NotPaged ? (false, Now.AddMinutes(5)) : (true, null), (Decider.IsOver(state), Decider.DeadlineOf(state))));

    [Theory]
    [InlineData($$"""{"type":"paged","event":{{StoredLeak}},"alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"paged","event":{{StoredDeleted}},"alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"allowed","event":{{StoredStarted}},"because":"b","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-refused","alert":{{StoredAlert}},"why":"w","primary":{{StoredPrimary}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-tried-again","alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-refused-again","why":"w","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-given-up","alert":{{StoredAlert}},"why":"w","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-taken","alert":{{StoredAlert}},"refusedSince":{{StoredNow}},"at":{{StoredNow}}}""")]
    public void Events_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, SecurityEventJson.Default.SecurityHappening)!, SecurityEventJson.Default.SecurityHappening));

    [Theory]
    [InlineData("""{"type":"none"}""")]
    [InlineData($$"""{"type":"paged","alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"allowed","because":"b","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"not-paged","alert":{{StoredAlert}},"page":{{StoredRefused}}}""")]
    [InlineData($$"""{"type":"given-up","alert":{{StoredAlert}},"why":"w","at":{{StoredNow}}}""")]
    public void States_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, SecurityStateJson.Default.SecurityCase)!, SecurityStateJson.Default.SecurityCase));

    static string Say(Decision<SecurityHappening> decision) => decision switch
    {
        Decision<SecurityHappening>.Accept accept => string.Join(" ", accept.Events.Select(happened => happened.GetType().Name)),
        Decision<SecurityHappening>.Ignore ignore => $"{ignore.Reason}",
        _ => $"{decision}",
    };

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
