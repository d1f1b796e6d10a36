using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Engine.Streams;

/// <summary>One event as it is kept: what happened, and under which rule, when and by whom.</summary>
public sealed record EventRow(long Version, int Index, string Json, Explanation Why);

/// <summary>
/// Something from outside that was taken in: a webhook's id, a business key. Stored in the transaction of the
/// step that it led to, so that the same input changes a stream once, whatever happens in between.
/// </summary>
public readonly record struct InputId(string Value)
{
    public override string ToString() => Value;
}

/// <summary><c>process/version/index</c>: the same after every retry and every crash.</summary>
public readonly record struct EffectId(ProcessId Process, long Version, int Index)
{
    public override string ToString() => $"{Process}/{Version}/{Index}";
}

/// <summary>One effect with what became of it. Kept when it is done: it is the proof that it was seen.</summary>
/// <param name="NotBefore">When it may be tried (again).</param>
/// <param name="LeasedUntil">Until then it belongs to the worker that claimed it.</param>
/// <param name="Answer">What came of the last attempt, in words; null while that is not known.</param>
/// <param name="Receipt">What the neighbour calls the result, such as a message's timestamp.</param>
public sealed record EffectRow(
    EffectId Id,
    Effect Effect,
    EffectStatus Status,
    int Attempts,
    DateTimeOffset CreatedAt,
    DateTimeOffset NotBefore,
    DateTimeOffset LeasedUntil,
    string? Answer,
    string? Receipt)
{
    /// <summary>What came of the attempt before the one that it is claimed for. Known to whoever claimed it, and not stored.</summary>
    public string? AnswerBefore { get; init; }

    /// <summary>When it may be claimed: its lease has ended and it need not wait any more.</summary>
    public DateTimeOffset FreeAt => LeasedUntil > NotBefore ? LeasedUntil : NotBefore;

    /// <summary>True for the message that later ones reply to, once it is posted; its receipt names the thread.</summary>
    public bool OpenedThread => Effect.OpensThread && Status == EffectStatus.Done;

    public static EffectRow New(EffectId id, Effect effect, DateTimeOffset now) =>
        new(id, effect, EffectStatus.Open, 0, now, now, now, null, null);
}

/// <summary>The names are on disk.</summary>
public enum EffectStatus
{
    Open,
    Done,
    GivenUp,
}

/// <summary>One step, committed as a whole or not at all.</summary>
/// <param name="Before">Null for the first step of a process.</param>
/// <param name="Inputs">What led to it; known already means that the step was taken before.</param>
public sealed record Commit(
    Snapshot? Before,
    Head After,
    IReadOnlyList<EventRow> Events,
    IReadOnlyList<EffectRow> Effects,
    IReadOnlyList<InputId> Inputs,
    DateTimeOffset At);

public abstract record CommitOutcome
{
    CommitOutcome() { }

    /// <param name="After">As it is stored now.</param>
    public sealed record Committed(Snapshot After) : CommitOutcome;

    /// <summary>Somebody else took a step in between: load and decide again.</summary>
    public sealed record Conflict : CommitOutcome;

    /// <summary>One of the inputs is in the stream already.</summary>
    public sealed record KnownInput : CommitOutcome;
}
