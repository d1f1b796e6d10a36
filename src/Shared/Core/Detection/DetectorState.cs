using System.Text.Json.Serialization;
using OnCall.Core.Alerts;

namespace OnCall.Core.Detection;

/// <summary>Where a detector stands. On disk.</summary>
/// <param name="Detector">Its name; empty before the first reading.</param>
/// <param name="Seen">What the probes read lately, oldest first: as much as any rule looks back.</param>
/// <param name="JudgedFrom">Readings up to then do not count any more: somebody closed what they had led to.</param>
/// <param name="TrustedAt">The newest reading that could be trusted; before there is one, the first of all.</param>
/// <param name="LookAt">When to look whether readings still come; null while it is known that they do not.</param>
/// <param name="Blind">Null while it sees.</param>
/// <param name="AskAt">When to read once more, as the line has passed by then; null when the next probe is soon enough.</param>
/// <param name="Refused">What it paged and PagerDuty does not take; null when there is no such thing.</param>
public sealed record DetectorState(
    string Detector, IReadOnlyList<Observation> Seen, DateTimeOffset JudgedFrom, DateTimeOffset TrustedAt,
    DateTimeOffset? LookAt, Blindness? Blind, Phase Phase, DateTimeOffset? AskAt = null,
    RefusedPage? Refused = null)
{
    /// <summary>With a probe every half minute: half an hour.</summary>
    public const int MaxSeen = 60;

    /// <summary>No rule of a policy may look further back.</summary>
    public static readonly TimeSpan SeenFor = TimeSpan.FromMinutes(30);

    public static readonly DetectorState Unstarted = new("", [], default, default, LookAt: null, Blind: null, new Phase.Quiet());

    [JsonIgnore]
    public Evidence Evidence => new(
        [.. Seen.Where(one => one.At > JudgedFrom)],
        Phase switch
        {
            Phase.HeldBack held => held.Finding,
            Phase.Paged paged => paged.Finding,
            Phase.Recovering recovering => recovering.Finding,
            _ => null,
        });

    /// <summary>What PagerDuty has open for it; null when nothing.</summary>
    [JsonIgnore]
    public Phase.Paged? Open => Phase switch
    {
        Phase.Paged paged => paged,
        Phase.Recovering recovering => new Phase.Paged(recovering.Finding, recovering.Alert, recovering.At),
        _ => null,
    };

    /// <summary>When the page that was refused is to be tried again: not while what it is about looks well.</summary>
    [JsonIgnore]
    public DateTimeOffset? TryAt => Phase is Phase.Paged ? Refused?.TryAt : null;

    /// <summary>Whether this is about what is open: an answer may come late.</summary>
    public bool IsOpen(Alert alert) => Open is { Alert: var open } && (open.Key, open.At) == (alert.Key, alert.At);

    /// <param name="maxAhead">What is dated further ahead was dated by a clock that was wrong.</param>
    public DetectorState With(Observation one, TimeSpan maxAhead) => this with
    {
        Seen = [.. SaneAt(one.At, maxAhead).Where(before => before.At > one.At - SeenFor).TakeLast(MaxSeen - 1), one],
    };

    /// <summary>What was seen, as far as it can have been by then.</summary>
    public IEnumerable<Observation> SaneAt(DateTimeOffset now, TimeSpan maxAhead) => Seen.Where(one => one.At <= now + maxAhead);
}

/// <param name="Since">When the last reading came that could be trusted.</param>
public sealed record Blindness(DateTimeOffset Since, string Why);

/// <summary>What became of the verdicts so far. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Quiet), "quiet")]
[JsonDerivedType(typeof(Suspicious), "suspicious")]
[JsonDerivedType(typeof(HeldBack), "held-back")]
[JsonDerivedType(typeof(Paged), "paged")]
[JsonDerivedType(typeof(Recovering), "recovering")]
public abstract record Phase
{
    Phase() { }

    public sealed record Quiet : Phase;

    /// <summary>Something is wrong that is below the line.</summary>
    public sealed record Suspicious(Suspicion Worst) : Phase;

    /// <summary>It would page, and somebody silenced it.</summary>
    public sealed record HeldBack(Finding Finding, Silencing By) : Phase;

    /// <param name="At">When it was decided.</param>
    public sealed record Paged(Finding Finding, Alert Alert, DateTimeOffset At) : Phase;

    /// <summary>It pages still, and looks well again; it is over when that has held.</summary>
    public sealed record Recovering(Finding Finding, Alert Alert, DateTimeOffset At, DateTimeOffset Since) : Phase;
}

/// <summary>The silence that holds a detector back.</summary>
public sealed record Silencing(int Number, string By, DateTimeOffset Until);
