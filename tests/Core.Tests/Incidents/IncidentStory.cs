using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Triage;

namespace OnCall.Core.Tests.Incidents;

/// <summary>
/// An incident told step by step. The clock moves only when told, and an effect that nobody expected fails
/// the story, at the next step or at the end of a step that expects nothing.
/// </summary>
sealed class IncidentStory(OnCallPolicy policy, string start = "2026-01-06T08:42Z")
{
    readonly IncidentDecider _decider = Novalien.DeciderFor(policy);
    readonly Page _page = new(new IncidentId("PGR0VU2"), "API 5xx", "Cloud API", new Uri("https://novalien.pagerduty.com/incidents/PGR0VU2"), At(start));
    DateTimeOffset _now = At(start);
    Queue<Effect> _seen = [];

    /// <summary>What the declaration says now.</summary>
    public IncidentView? Declaration { get; private set; }

    /// <summary>What a person who asked was told in private.</summary>
    public IReadOnlyList<Refusal> Refusals { get; private set; } = [];

    /// <summary>Everything that happened, in order.</summary>
    public List<IncidentEvent> Events { get; } = [];

    public Incident State { get; private set; } = new Incident.None();

    public Reason? Ignored { get; private set; }

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static IncidentStory Of(OnCallPolicy? policy = null) => new(policy ?? Novalien.Policy);

    public IncidentStory Raise() => Do(new IncidentCommand.Raise(_page, _now));

    /// <param name="at">As PagerDuty dates it: now, unless it is told once more.</param>
    public IncidentStory Acknowledge(Person by, DateTimeOffset? at = null) =>
        Do(new IncidentCommand.Acknowledge(_page, Actor.PagerDutyUser(by.PagerDuty, by.Name), at ?? _now, _now));

    public IncidentStory Resolve() => Do(new IncidentCommand.Resolve(_page, Actor.PagerDuty, _now, _now));

    public IncidentStory Refuse(Effect effect) => Do(new IncidentCommand.Refuse(effect, "PagerDuty refused", _now));

    public IncidentStory Overtake(Effect effect) => Do(new IncidentCommand.Overtaken(effect, "It is acknowledged already.", _now));

    public IncidentStory Unacknowledge() => Do(new IncidentCommand.Unacknowledge(_page, _now));

    public IncidentStory Reassign(Person to, Person by) => Do(new IncidentCommand.Reassign(
        _page, Actor.PagerDutyUser(to.PagerDuty, to.Name), Actor.PagerDutyUser(by.PagerDuty, by.Name), _now));

    public IncidentStory Write(Person by) => Do(new IncidentCommand.Write(by.Slack, _now));

    public IncidentStory Check(params IReadOnlyList<CheckedStep> found) => Do(new IncidentCommand.Checked(found, Actor.Service, _now));

    public IncidentStory Ask(Person by, IncidentAction action) => Do(new IncidentCommand.Ask(by.Slack, action, _now));

    public IncidentStory Tick(Person by, ChecklistStep step) => Do(new IncidentCommand.Tick(by.Slack, step, _now));

    public IncidentStory PageUp(Person by, EscalationRole role, string reason = "") =>
        Do(new IncidentCommand.PageUp(by.Slack, role, reason, _now));

    public IncidentStory Say(Person by, string text = CommsRules.StillInvestigating) => Do(new IncidentCommand.Say(by.Slack, text, _now));

    public IncidentStory Snooze(Person by) => Do(new IncidentCommand.Snooze(by.Slack, _now));

    public IncidentStory Converging(Person by, bool yes) => Do(new IncidentCommand.AnswerConverging(by.Slack, yes, _now));

    public IncidentStory Suppose(Person by, string hypothesis) => Do(new IncidentCommand.SetHypothesis(by.Slack, hypothesis, _now));

    public IncidentStory Pin(Person by, string message, string text) =>
        Do(new IncidentCommand.Pin(by.Slack, message, by.Slack, text, _now));

    public IncidentStory Impersonate(Person by) => Do(new IncidentCommand.Impersonate(by.Slack, "Harbour (org_1)", _now));

    public IncidentStory Minted(string grant, Person by, TimeSpan lasts) =>
        Do(new IncidentCommand.Minted(new Impersonation(grant, "org_1", "Harbour (org_1)", Actor.Of(by), _now + lasts), _now));

    public IncidentStory Enter(string grant) => Do(new IncidentCommand.Entered(grant, _now));

    public IncidentStory Withdraw(string grant) => Do(new IncidentCommand.Withdraw(grant, _now));

    public IncidentStory EndImpersonation(Person by, string grant) =>
        Do(new IncidentCommand.EndImpersonation(by.Slack, grant, _now));

    public IncidentStory RunTriage(Person by, string? org = null) => Do(new IncidentCommand.RunTriage(by.Slack, org, _now));

    public IncidentStory TriageIsSlow(int run, int done) =>
        Do(new IncidentCommand.TriageSlow(run, Actor.Service, new TriageProgress(done, 7, ["GitHub"]), _now));

    public IncidentStory TriageEnds(int? run, params IReadOnlyList<TriageFinding> found) =>
        Do(new IncidentCommand.TriageEnd(run, Actor.Service, TriageFindings.Of(found, _now, _now), _now));

    /// <summary>Time passes, and a knock arrives.</summary>
    public IncidentStory After(TimeSpan time)
    {
        _now += time;
        return Do(new IncidentCommand.WakeUp(_now));
    }

    /// <summary>Time passes, and nobody knocks.</summary>
    public IncidentStory Wait(TimeSpan time)
    {
        _now += time;
        return this;
    }

    public IncidentStory Expect<T>(Action<T>? look = null) where T : Effect
    {
        Assert.True(_seen.TryDequeue(out var effect), $"Expected {typeof(T).Name}, but nothing more happened.");
        look?.Invoke(Assert.IsType<T>(effect));
        Assert.IsType<T>(effect);
        return this;
    }

    public IncidentStory ExpectPaging(EscalationRole role, Person person, int level) => this
        .Expect<Effect.EscalatePage>(page => Assert.Equal(level, page.Level))
        .Expect<Effect.NotePage>()
        .Expect<Effect.TellEscalated>(told => Assert.Equal((role, person), (told.Paged.Role, told.Paged.Person)));

    public IncidentStory ExpectHelp(Person person, int level) => this
        .Expect<Effect.EscalatePage>(page => Assert.Equal((person, level, true), (page.Person, page.Level, page.IsByHand)))
        .Expect<Effect.NotePage>()
        .Expect<Effect.TellPagedUp>(told => Assert.Equal(person, told.Paged.Person));

    /// <summary>Nothing happened, and whoever asked is told why.</summary>
    public IncidentStory ExpectRefused(string name)
    {
        Assert.Equal(name, Assert.Single(Refusals).Name);
        return ExpectNothing();
    }

    public IncidentStory ExpectState<T>() where T : Incident
    {
        Assert.IsType<T>(State);
        return this;
    }

    public IncidentStory ExpectNothing()
    {
        Assert.Empty(_seen);
        return this;
    }

    public IncidentStory ExpectIgnored(Reason reason)
    {
        Assert.Equal(reason, Ignored);
        Assert.Empty(Refusals);
        return ExpectNothing();
    }

    IncidentStory Do(IncidentCommand command)
    {
        ExpectNothing();
        var decision = _decider.Decide(State, command);
        Ignored = (decision as Decision<IncidentEvent>.Ignore)?.Reason;
        Refusals = (decision as Decision<IncidentEvent>.Reject)?.Refusals ?? [];
        var events = (decision as Decision<IncidentEvent>.Accept)?.Events ?? [];
        Events.AddRange(events);
        State = events.Aggregate(State, _decider.Evolve);
        var effects = events.SelectMany(_decider.EffectsOf).ToList();
        Declaration = effects.OfType<Effect.EditDeclaration>().LastOrDefault()?.View ?? Declaration;
        // At most one edit a step, and last: what it says is looked at where it matters.
        Assert.True(effects.FindIndex(effect => effect is Effect.EditDeclaration) is var edit && (edit < 0 || edit == effects.Count - 1));
        _seen = new(effects.Where(effect => effect is not (Effect.EditDeclaration or Effect.ArchiveIncident)));
        return this;
    }
}
