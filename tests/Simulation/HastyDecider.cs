using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Simulation;

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
