using OnCall.Core.Effects;

namespace OnCall.Core.Processes;

/// <summary>
/// The pure rules of one kind of process. The engine makes them durable: it loads the state, asks
/// <see cref="Decide"/>, and commits the events together with the effects they call for.
/// </summary>
public abstract class Decider<TState, TCommand, TEvent>
{
    /// <summary>First part of a process's id: "incident" in <c>incident-PABC123</c>. Stored, so never renamed.</summary>
    public abstract string Kind { get; }

    public abstract TState Initial { get; }

    public abstract Decision<TEvent> Decide(TState state, TCommand command);

    public abstract TState Evolve(TState state, TEvent happened);

    /// <summary>What the world should see because of an event, in the order in which people should see it.</summary>
    public abstract IReadOnlyList<Effect> EffectsOf(TEvent happened);

    /// <summary>Who, when and under which rule: kept beside the event, so that every effect is explained.</summary>
    public abstract Explanation Explain(TEvent happened);

    /// <summary>
    /// False for what only the state keeps: it leaves no row behind, so that what comes every half minute does not grow the
    /// stream. Nothing may follow from it, as nobody could say why: its effects are not asked for.
    /// </summary>
    public virtual bool IsRecorded(TEvent happened) => true;

    /// <summary>When the state wants to be looked at again; null when nothing is pending.</summary>
    public abstract DateTimeOffset? DeadlineOf(TState state);

    /// <summary>
    /// True when nothing can happen to this process any more, or not before somebody asks it something: nobody
    /// has to look after it until then.
    /// </summary>
    public abstract bool IsOver(TState state);

    /// <summary>The command that asks the state whether its deadline has passed.</summary>
    public abstract TCommand WakeUp(DateTimeOffset now);

    /// <summary>The command that tells the state that a neighbour refused one of its effects for good.</summary>
    public abstract TCommand Refuse(Effect effect, string why, DateTimeOffset now);

    /// <summary>The command that tells the state that one of its effects was not needed any more when its turn came.</summary>
    public abstract TCommand Overtaken(Effect effect, string why, DateTimeOffset now);

    /// <summary>
    /// The command that tells the state what came of an effect that was performed; null where nothing follows from it, which is
    /// nearly everywhere.
    /// </summary>
    /// <param name="receipt">What the neighbour calls the result.</param>
    public virtual TCommand? Performed(Effect effect, string? receipt, DateTimeOffset now) => default;
}

/// <param name="Rule">The sentence that asked for it: a rule of the runbook, see <see cref="Rules"/>.</param>
public sealed record Explanation(DateTimeOffset At, Actor By, Rule Rule);
