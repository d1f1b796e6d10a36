using System.Diagnostics;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Declarations;

/// <summary>
/// The rules of an incident that somebody declares by hand: PagerDuty is told once, pages the primary, and its webhook starts
/// the incident as any other's does.
/// </summary>
public sealed class DeclarationDecider(OnCallPolicy policy, EscalationChain chain)
    : Decider<Declaration, DeclarationCommand, DeclarationEvent>
{
    public const string KindName = "declaration";

    /// <summary>PagerDuty reads it aloud on a telephone.</summary>
    public const int MaxWhatLength = 200;

    const string Example = "'Playback is black for every customer'";
    const int PrimarysLevel = 1;

    public override string Kind => KindName;

    public override Declaration Initial { get; } = new Declaration.None();

    public override Decision<DeclarationEvent> Decide(Declaration state, DeclarationCommand command) => (state, command) switch
    {
        (Declaration.None, DeclarationCommand.Declare declare) => Declare(declare),
        (_, DeclarationCommand.Declare) => Ignore(Reason.AlreadyRaised),

        (Declaration.Made made, DeclarationCommand.Refuse { Effect: Effect.TriggerAlert } refuse) =>
            Accept(new DeclarationEvent.Refused(made.Incident, refuse.Why, refuse.Now)),
        // Slack's refusals cannot be told in Slack.
        (_, DeclarationCommand.Refuse or DeclarationCommand.Overtaken) => Ignore(Reason.NobodyToTell),
        (_, DeclarationCommand.WakeUp) => Ignore(Reason.NotDueYet),
        _ => throw new UnreachableException($"No rule for {command} while {state}."),
    };

    public override Declaration Evolve(Declaration state, DeclarationEvent happened) => happened switch
    {
        DeclarationEvent.Declared e => new Declaration.Made(e.Incident),
        DeclarationEvent.Refused => new Declaration.Refused(),
        _ => throw new UnreachableException($"No state after {happened}."),
    };

    public override IReadOnlyList<Effect> EffectsOf(DeclarationEvent happened) => happened switch
    {
        DeclarationEvent.Declared e => [new Effect.TriggerAlert(AlertOf(e))],
        DeclarationEvent.Refused e => [new Effect.TellDeclarationRefused(
            e.Incident, e.Why, chain.ResponderAt(PrimarysLevel, e.At)?.Person)],
        _ => throw new UnreachableException($"No effects for {happened}."),
    };

    public override Explanation Explain(DeclarationEvent happened) => happened switch
    {
        DeclarationEvent.Declared e => new(e.At, e.Incident.By, Rules.DeclaredByHand),
        DeclarationEvent.Refused e => new(e.At, Actor.PagerDuty, Rules.DeclaredByHand),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(Declaration state) => null;

    /// <summary>Nothing happens to it by itself: what becomes of the incident is the incident's.</summary>
    public override bool IsOver(Declaration state) => state is not Declaration.None;

    public override DeclarationCommand WakeUp(DateTimeOffset now) => new DeclarationCommand.WakeUp(now);

    public override DeclarationCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new DeclarationCommand.Refuse(effect, why, now);

    public override DeclarationCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new DeclarationCommand.Overtaken(effect, why, now);

    static Decision<DeclarationEvent> Declare(DeclarationCommand.Declare declare) =>
        FewWords.WhyNot("what", declare.What, MaxWhatLength, Example) is { } refusal
            ? new Decision<DeclarationEvent>.Reject([refusal])
            : Accept(new DeclarationEvent.Declared(
                declare.Id, new DeclaredIncident(declare.What.Trim(), declare.By, declare.Now), declare.Now));

    Alert AlertOf(DeclarationEvent.Declared e) => new(
        Rules.DeclaredByHand.Id, e.Id, $"{e.Incident.What} (declared by {e.Incident.By.Name})",
        $"{e.Incident.By.Name} declared it by hand, in these words: {e.Incident.What}", policy.Team, Links: [], e.At);

    static Decision<DeclarationEvent> Accept(DeclarationEvent happened) => new Decision<DeclarationEvent>.Accept([happened]);

    static Decision<DeclarationEvent> Ignore(Reason reason) => new Decision<DeclarationEvent>.Ignore(reason);
}
