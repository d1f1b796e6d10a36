using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>How far an incident has come: what the runbook asks about while it is open.</summary>
public sealed record Course(
    DateTimeOffset StartedAt, string Hypothesis, Checklist Checklist, Comms Comms, Convergence Convergence)
{
    /// <summary>"Unknown is a valid hypothesis."</summary>
    public const string UnknownHypothesis = "unknown";

    /// <summary>How many lines tell who did what; what is beyond them is in the stream.</summary>
    public const int MaxDeeds = 25;
    const int MaxPinned = 500;

    /// <summary>By then somebody has to be online; null when that is settled.</summary>
    public DateTimeOffset? OnlineBy { get; init; }

    /// <summary>Who acknowledged last, also while somebody else is paged to help; null while nobody has it.</summary>
    public Actor? Owner { get; init; }

    public DateTimeOffset? FirstAcknowledgedAt { get; init; }

    /// <summary>When somebody did so last: the same acknowledgement may be told again.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Whom PagerDuty was told to page, by their ids there, and has not said so yet: it will, and that is no news.</summary>
    public IReadOnlyList<string> Called { get; init; } = [];

    /// <summary>Messages that were pinned, by their receipts.</summary>
    public IReadOnlyList<string> Pinned { get; init; } = [];

    /// <summary>Who did what, oldest first.</summary>
    public IReadOnlyList<Deed> Deeds { get; init; } = [];

    public Course With(Deed deed) => Deeds.Count >= MaxDeeds ? this : this with { Deeds = [.. Deeds, deed] };

    public Course WithPinned(string message) => this with { Pinned = [.. Pinned.TakeLast(MaxPinned - 1), message] };

    public Course Calls(string pagerDutyUser) => this with { Called = [.. Called, pagerDutyUser] };

    public Course Confirms(string pagerDutyUser)
    {
        var called = Called.ToList();
        called.Remove(pagerDutyUser);
        return this with { Called = called };
    }
}

/// <param name="What">As it stands behind a name: "paged secondary Ben".</param>
public sealed record Deed(DateTimeOffset At, string Who, string What);
