using System.Text.Json;
using OnCall.Core.Alerts;
using OnCall.Core.Detection;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Detection.DetectorStory;

namespace OnCall.Core.Tests.Detection;

/// <summary>What the compiler cannot check: every command has an answer, every event a meaning, and a fixed form on disk.</summary>
public class DetectorTableTests
{
    const string Name = "cloud-api-5xx";
    const string StoredNow = "\"2026-01-06T08:42:00+00:00\"";
    const string StoredFinding = $$"""{"since":{{StoredNow}},"summary":"It fails","why":"5xx.","level":412}""";
    const string StoredSuspicion =
        $$"""{"name":"5xx","since":{{StoredNow}},"size":7,"what":"5xx once","line":"5xx once of 2 min","noise":"cloud-api-5xx","tellAtOnce":false}""";
    const string StoredAlert =
        $$"""{"rule":"cloud-api-5xx","scope":"host","summary":"It fails","why":"5xx.","source":"host","links":[{"text":"Health","url":"https://host/"}],"at":{{StoredNow}},"key":"cloud-api-5xx/host"}""";
    const string StoredSilencing = $$"""{"number":3,"by":"Ada","until":{{StoredNow}}}""";
    const string StoredRefused = $$"""{"since":{{StoredNow}},"why":"400","tryAt":{{StoredNow}}}""";
    const string StoredSeen =
        $$$"""{"at":{{{StoredNow}}},"reading":{"type":"cloud-api","health":{"type":"status","code":503},"read":{"type":"timed-out"},"othersAnswer":true}}""";
    const string StoredAda = """{"role":"Primary","level":1,"person":{"id":"ada","name":"Ada","slack":"U0ADA","pagerDuty":"PADA001","email":"ada@novalien.com"}}""";

    static readonly DateTimeOffset Now = Start;
    static readonly Finding Finding = new(Now, "It fails", "5xx.", 412);
    static readonly Suspicion Suspicion = new("5xx", Now, 7, "5xx once", "5xx once of 2 min", Name);
    static readonly Alert Alert = new(Name, "host", "It fails", "5xx.", "host", [new("Health", new Uri("https://host/"))], Now);
    static readonly Silencing Silencing = new(3, "Ada", Now);
    static readonly Responder Ada = new(EscalationRole.Primary, 1, Novalien.Ada);
    static readonly RefusedPage Refused = new(Now, "400", Now);
    static readonly Observation Seen = new(Now, Answers(503));
    static readonly DetectorDecider Decider = DeciderFor(Novalien.Policy);

    static readonly Phase[] Phases =
    [
        new Phase.Quiet(),
        new Phase.Suspicious(Suspicion),
        new Phase.HeldBack(Finding, Silencing),
        new Phase.Paged(Finding, Alert, Now),
        new Phase.Recovering(Finding, Alert, Now, Now),
    ];

    static readonly DetectorCommand[] Commands =
    [
        new DetectorCommand.Observe(Name, Seen with { At = Now.AddSeconds(30) }, null, Now.AddSeconds(30)),
        new DetectorCommand.CloseByHand(Alert.Key, Actor.PagerDuty, Now, Now),
        new DetectorCommand.Take(Alert, Now),
        new DetectorCommand.Refuse(new Effect.TriggerAlert(Alert), "why", Now),
        new DetectorCommand.Overtaken(new Effect.TriggerAlert(Alert), "why", Now),
        new DetectorCommand.WakeUp(Now),
    ];

    static readonly DetectorEvent[] Events =
    [
        new DetectorEvent.Observed(Name, Seen, IsTrusted: true, null, Now, Now),
        new DetectorEvent.LookedAgain(Name, Now, Now),
        new DetectorEvent.AskedAgain(Name, Now),
        new DetectorEvent.BecameSuspicious(Name, Suspicion, Now),
        new DetectorEvent.Passed(Name, Suspicion, Now),
        new DetectorEvent.HeldBack(Name, Finding, Silencing, Now),
        new DetectorEvent.LetGo(Name, Now),
        new DetectorEvent.Paged(Name, Finding, Alert, Now),
        new DetectorEvent.LooksWell(Name, Now, Now),
        new DetectorEvent.FailedAgain(Name, Now),
        new DetectorEvent.Recovered(Name, Alert.Key, Now),
        new DetectorEvent.ClosedByHand(Name, Alert.Key, Actor.Of(Novalien.Ada), Now),
        new DetectorEvent.WentBlind(Name, Now, "why", Now),
        new DetectorEvent.SeesAgain(Name, Now, Now, Now),
        new DetectorEvent.PageRefused(Name, Alert, Ada, null, "why", Now),
        new DetectorEvent.PageTriedAgain(Name, Alert, Now),
        new DetectorEvent.PageRefusedAgain(Name, "why", Now),
        new DetectorEvent.PageTaken(Name, Now, Now),
        new DetectorEvent.RecoveredUnpaged(Name, Refused, Now),
        new DetectorEvent.ResolveRefused(Name, Alert.Key, "why", Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<Phase>(), Phases.Select(phase => phase.GetType()).ToHashSet());
        Assert.Equal(NestedIn<DetectorCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<DetectorEvent>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    // One row a phase: what comes of a failing reading, a closing, PagerDuty's taking and refusing, what was overtaken, and a wake-up.
    [Theory]
    [InlineData(0, "Observed BecameSuspicious", "Over", "NothingChanged", "PageRefused", "NobodyToTell", "NotDueYet")]
    [InlineData(1, "Observed", "Over", "NothingChanged", "PageRefused", "NobodyToTell", "NotDueYet")]
    [InlineData(2, "Observed", "Over", "NothingChanged", "PageRefused", "NobodyToTell", "NotDueYet")]
    [InlineData(3, "Observed", "ClosedByHand", "NothingChanged", "PageRefused", "NobodyToTell", "NotDueYet")]
    [InlineData(4, "Observed FailedAgain", "ClosedByHand", "NothingChanged", "PageRefused", "NobodyToTell", "NotDueYet")]
    public void Every_command_has_an_answer_in_every_phase(int phase, params string[] answers)
    {
        var state = new DetectorState(Name, [Seen], default, Now, Now.AddMinutes(10), null, Phases[phase]);
        Assert.Equal(answers, Commands.Select(command => Say(Decider.Decide(state, command))));
        foreach (var command in Commands)
            if (Decider.Decide(state, command) is Decision<DetectorEvent>.Accept accept)
                Assert.NotNull(accept.Events.Aggregate(state, Decider.Evolve));
    }

    [Fact]
    public void Before_the_first_reading_there_is_nothing()
    {
        Assert.Equal(
            ["Observed BecameSuspicious", .. Enumerable.Repeat("NothingThere", Commands.Length - 1)],
            Commands.Select(command => Say(Decider.Decide(DetectorState.Unstarted, command))));
        Assert.True(Decider.IsOver(DetectorState.Unstarted));
        Assert.Null(Decider.DeadlineOf(DetectorState.Unstarted));
    }

    [Fact]
    public void Every_event_is_explained_and_only_what_comes_every_half_minute_is_not_recorded()
    {
        foreach (var happened in Events)
            Assert.Contains(Decider.Explain(happened).Rule, Rules.All);
        Assert.Equal(Rules.CloudApi5xx, Decider.Explain(Events.OfType<DetectorEvent.Paged>().Single()).Rule);
        Assert.Equal(Actor.Of(Novalien.Ada), Decider.Explain(Events.OfType<DetectorEvent.ClosedByHand>().Single()).By);

        var unrecorded = Events.Where(happened => !Decider.IsRecorded(happened)).ToList();
        Assert.Equal([typeof(DetectorEvent.Observed), typeof(DetectorEvent.LookedAgain)], unrecorded.Select(happened => happened.GetType()));
        Assert.All(unrecorded, happened => Assert.Empty(Decider.EffectsOf(happened)));
    }

    [Fact]
    public void Each_detector_has_a_rule_of_its_own() =>
        Assert.Equal(["cloud-api-5xx", "gateways-drop", "ingest-stalled"], Detectors.All.Select(detector => detector.Name));

    [Theory]
    [InlineData($$"""{"type":"observed","seen":{{StoredSeen}},"isTrusted":true,"worst":{{StoredSuspicion}},"askAt":{{StoredNow}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"looked-again","lookAt":{{StoredNow}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"asked-again","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"became-suspicious","suspicion":{{StoredSuspicion}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"passed","worst":{{StoredSuspicion}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"held-back","finding":{{StoredFinding}},"by":{{StoredSilencing}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"let-go","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"paged","finding":{{StoredFinding}},"alert":{{StoredAlert}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"looks-well","since":{{StoredNow}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"failed-again","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"recovered","key":"cloud-api-5xx/host","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"closed-by-hand","key":"cloud-api-5xx/host","by":{"id":"clock","name":"the clock"},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"went-blind","since":{{StoredNow}},"why":"401","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"sees-again","blindSince":{{StoredNow}},"lookAt":{{StoredNow}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-refused","alert":{{StoredAlert}},"primary":{{StoredAda}},"why":"400","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-tried-again","alert":{{StoredAlert}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-refused-again","why":"400","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-taken","refusedSince":{{StoredNow}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"recovered-unpaged","page":{{StoredRefused}},"detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"resolve-refused","key":"cloud-api-5xx/host","why":"400","detector":"cloud-api-5xx","at":{{StoredNow}}}""")]
    public void Events_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, DetectorEventJson.Default.DetectorEvent)!, DetectorEventJson.Default.DetectorEvent));

    [Theory]
    [InlineData("""{"type":"quiet"}""")]
    [InlineData($$"""{"type":"suspicious","worst":{{StoredSuspicion}}}""")]
    [InlineData($$"""{"type":"held-back","finding":{{StoredFinding}},"by":{{StoredSilencing}}}""")]
    [InlineData($$"""{"type":"paged","finding":{{StoredFinding}},"alert":{{StoredAlert}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"recovering","finding":{{StoredFinding}},"alert":{{StoredAlert}},"at":{{StoredNow}},"since":{{StoredNow}}}""")]
    public void States_are_stored_like_this(string phase)
    {
        const string Blind = $$$"""{"at":{{{StoredNow}}},"reading":{"type":"blind","why":"401"}}""";
        const string Counts = $$$"""{"at":{{{StoredNow}}},"reading":{"type":"gateways","online":1,"total":2}}""";
        const string Ingest = $$$"""{"at":{{{StoredNow}}},"reading":{"type":"ingest","eventsTotal":9,"lastEventAt":{{{StoredNow}}},"orgsWriting":1,"orgsSilent":2}}""";
        var stored = $$"""{"detector":"cloud-api-5xx","seen":[{{StoredSeen}},{{Blind}},{{Counts}},{{Ingest}}],"judgedFrom":{{StoredNow}},"trustedAt":{{StoredNow}},"lookAt":{{StoredNow}},"blind":{"since":{{StoredNow}},"why":"401"},"phase":{{phase}},"askAt":{{StoredNow}},"refused":{{StoredRefused}}}""";

        Assert.Equal(stored, JsonSerializer.Serialize(
            JsonSerializer.Deserialize(stored, DetectionStateJson.Default.DetectorState)!, DetectionStateJson.Default.DetectorState));
    }

    [Theory]
    [InlineData($$"""{"type":"tell-alert-refused","alert":{{StoredAlert}},"primary":{{StoredAda}},"why":"400","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"trigger-alert","alert":{{StoredAlert}}}""")]
    [InlineData("""{"type":"ask-again","detector":"cloud-api-5xx"}""")]
    [InlineData("""{"type":"resolve-alert","key":"cloud-api-5xx/host"}""")]
    public void Effects_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, EffectJson.Default.Effect)!, EffectJson.Default.Effect));

    [Fact]
    public void A_full_state_fits_into_one_row()
    {
        const int MaxRowCharacters = 400_000;
        var longest = new Observation(Now.AddTicks(1), new Reading.CloudApi(
            new EndpointAnswer.Unreachable(new string('Ж', Observation.MaxWhyLength)), new EndpointAnswer.Unreachable(new string('Ж', Observation.MaxWhyLength)), true));
        var state = new DetectorState(
            Name, [.. Enumerable.Repeat(longest, DetectorState.MaxSeen)], Now, Now, Now, new Blindness(Now, new string('Ж', Observation.MaxWhyLength)), Phases[4]);
        Assert.InRange(JsonSerializer.Serialize(state, DetectionStateJson.Default.DetectorState).Length, 1, MaxRowCharacters);
    }

    static string Say(Decision<DetectorEvent> decision) => decision switch
    {
        Decision<DetectorEvent>.Accept accept => string.Join(" ", accept.Events.Select(happened => happened.GetType().Name)),
        Decision<DetectorEvent>.Ignore ignore => $"{ignore.Reason}",
        _ => $"{decision}",
    };

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
