namespace OnCall.Core.Processes;

/// <summary>
/// What a decider answers: events to remember, a named reason to do nothing, or what is wrong with a wish.
/// </summary>
public abstract record Decision<TEvent>
{
    Decision() { }

    /// <summary>Something happened. Never empty: a decision without events is an <see cref="Ignore"/>.</summary>
    public sealed record Accept(IReadOnlyList<TEvent> Events) : Decision<TEvent>;

    public sealed record Ignore(Reason Reason) : Decision<TEvent>;

    /// <summary>
    /// A person asked for what cannot be: nothing changed, and whoever asked is told how to mend it. Never empty.
    /// </summary>
    public sealed record Reject(IReadOnlyList<Refusal> Refusals) : Decision<TEvent>;
}

/// <summary>Why nothing was done. Doing nothing is a decision too, and the log and the input's record name it.</summary>
public enum Reason
{
    NothingThere,
    NotDueYet,
    AlreadyRaised,
    AlreadyAcknowledged,
    Over,
    NobodyToTell,
    AlreadyAnnounced,
    AnnouncedLately,
    AlreadySettled,
    AlreadyRecorded,
    AlreadyReplayed,
    AlreadyPlanned,
    AlreadyOpened,
    AlreadyHinted,
    NothingChanged,
    Allowed,
    AlreadyObserved,
    LaterOneObserved,
    OfAnEarlierAlert,
    UnderWay,
}
