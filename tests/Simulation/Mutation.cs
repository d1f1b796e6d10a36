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

    /// <summary>Anybody's 👍 completes a handover.</summary>
    AnyThumbCounts,

    /// <summary>A handover completes by itself when its nudges did not help.</summary>
    CompletesByTime,

    /// <summary>The 👍s are not read back.</summary>
    NoReadBack,

    /// <summary>An override after the opening does not change whose 👍 it takes.</summary>
    IncomingFrozen,

    /// <summary>A handover is opened by whoever comes, also when it is open already.</summary>
    OpensTwice,

    /// <summary>A nudge goes out without comparing the clock with the state's own deadline.</summary>
    NudgesWithoutLooking,

    /// <summary>Whoever wants to writes the note.</summary>
    AnybodyEdits,

    /// <summary>A detector pages before the line that pages is crossed.</summary>
    PagesAtOnce,

    /// <summary>A detector that has paged does not know it any more.</summary>
    ForgetsThatItPaged,

    /// <summary>A detector pages whatever is silenced.</summary>
    SilencesNotAsked,

    /// <summary>A detector resolves with the first reading that is well.</summary>
    ResolvesAtOnce,
}
