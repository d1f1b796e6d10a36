using OnCall.Core.Detection;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Simulation;

/// <summary>The rules of a detector, wrong in one of the ways.</summary>
sealed class WrongDetectors(Decider<DetectorState, DetectorCommand, DetectorEvent> rules, Mutation mutation)
    : Decider<DetectorState, DetectorCommand, DetectorEvent>
{
    public override string Kind => rules.Kind;

    public override DetectorState Initial => rules.Initial;

    /// <summary>Where the lines are drawn that page.</summary>
    public static OnCallPolicy Lines(OnCallPolicy policy, Mutation mutation) => mutation switch
    {
        Mutation.PagesAtOnce => policy with
        {
            Detection = policy.Detection with
            {
                CloudApi = policy.Detection.CloudApi with { FailsFor = TimeSpan.FromSeconds(20) },
                Gateways = policy.Detection.Gateways with { DropPercent = 1 },
                Ingest = new IngestPolicy(TimeSpan.FromMinutes(1)),
            },
        },
        Mutation.ResolvesAtOnce => policy with { Detection = policy.Detection with { ResolveAfter = TimeSpan.Zero } },
        _ => policy,
    };

    public override Decision<DetectorEvent> Decide(DetectorState state, DetectorCommand command) => (mutation, command) switch
    {
        (Mutation.SilencesNotAsked, DetectorCommand.Observe look) => rules.Decide(state, look with { Silenced = null }),
        _ => rules.Decide(state, command),
    };

    public override DetectorState Evolve(DetectorState state, DetectorEvent happened) =>
        mutation == Mutation.ForgetsThatItPaged && happened is DetectorEvent.Paged
            ? rules.Evolve(state, happened) with { Phase = new Phase.Quiet() }
            : rules.Evolve(state, happened);

    public override bool IsRecorded(DetectorEvent happened) => rules.IsRecorded(happened);

    public override IReadOnlyList<Effect> EffectsOf(DetectorEvent happened) => rules.EffectsOf(happened);

    public override Explanation Explain(DetectorEvent happened) => rules.Explain(happened);

    public override DateTimeOffset? DeadlineOf(DetectorState state) => rules.DeadlineOf(state);

    public override bool IsOver(DetectorState state) => rules.IsOver(state);

    public override DetectorCommand WakeUp(DateTimeOffset now) => rules.WakeUp(now);

    public override DetectorCommand Refuse(Effect effect, string why, DateTimeOffset now) => rules.Refuse(effect, why, now);

    public override DetectorCommand Overtaken(Effect effect, string why, DateTimeOffset now) => rules.Overtaken(effect, why, now);
}
