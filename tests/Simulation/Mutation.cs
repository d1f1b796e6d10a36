using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Simulation;

/// <summary>
/// Ways in which the engine could be wrong. Each is played, and each must be caught: a simulation that cannot
/// fail proves nothing.
/// </summary>
public enum Mutation
{
    None,

    /// <summary>The knock goes out after the commit instead of before.</summary>
    CommitBeforeWakeup,

    /// <summary>An effect can be claimed by two.</summary>
    NoLease,

    /// <summary>A worker goes on while its lease runs out.</summary>
    LeaseNotKept,

    /// <summary>A wake-up acts without comparing the clock with the state's own deadline.</summary>
    DeadlineNotChecked,

    /// <summary>Inputs are not stored with the step that they led to.</summary>
    InputsNotStored,

    /// <summary>A step overwrites what somebody else committed in between.</summary>
    ConflictsIgnored,

    /// <summary>After an unknown outcome it is told again without looking.</summary>
    NoLookBeforeTellingAgain,

    /// <summary>A knock for later is sent for nothing but deadlines: none for a retry or an overtaken commit.</summary>
    NoKnockForRetries,

    /// <summary>The sweep finds nothing.</summary>
    BlindSweep,

    /// <summary>The page goes out without a look at PagerDuty's incident.</summary>
    PagesWithoutLooking,
}

/// <summary>The rules without the comparison of clock and deadline.</summary>
sealed class HastyDecider(EscalationChain chain) : Decider<Incident, IncidentCommand, IncidentEvent>
{
    readonly IncidentDecider _rules = new(chain);

    public override string Kind => _rules.Kind;

    public override Incident Initial => _rules.Initial;

    public override Decision<IncidentEvent> Decide(Incident state, IncidentCommand command) => (state, command) switch
    {
        (Incident.Paging paging, IncidentCommand.WakeUp) =>
            _rules.Decide(paging with { AckBy = command.Now }, command),
        _ => _rules.Decide(state, command),
    };

    public override Incident Evolve(Incident state, IncidentEvent happened) => _rules.Evolve(state, happened);

    public override IReadOnlyList<Core.Effects.Effect> EffectsOf(IncidentEvent happened) => _rules.EffectsOf(happened);

    public override Explanation Explain(IncidentEvent happened) => _rules.Explain(happened);

    // Due at once, so that every knock acts.
    public override DateTimeOffset? DeadlineOf(Incident state) =>
        state is Incident.Paging ? DateTimeOffset.MinValue : null;

    public override bool IsOver(Incident state) => _rules.IsOver(state);

    public override IncidentCommand WakeUp(DateTimeOffset now) => _rules.WakeUp(now);

    public override IncidentCommand Refuse(Core.Effects.Effect effect, string why, DateTimeOffset now) =>
        _rules.Refuse(effect, why, now);

    public override IncidentCommand Overtaken(Core.Effects.Effect effect, string why, DateTimeOffset now) =>
        _rules.Overtaken(effect, why, now);
}
