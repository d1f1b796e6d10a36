namespace OnCall.Core.Policy;

/// <summary>Where the lines are drawn that page. May be left out of the file: then as the runbook draws them.</summary>
/// <param name="ResolveAfter">How long a recovery must hold before the alert is resolved.</param>
/// <param name="BlindAfter">How long without an answer that can be trusted makes a detector blind, which is said.</param>
/// <param name="MaxGap">
/// Over so long a pause between two readings something goes on; after a longer one it is counted anew.
/// </param>
/// <param name="Runbook">Where it can be read; linked in every page. Null for nowhere.</param>
public sealed record DetectionPolicy(
    CloudApiPolicy CloudApi, GatewaysPolicy Gateways, IngestPolicy Ingest,
    TimeSpan ResolveAfter, TimeSpan BlindAfter, TimeSpan MaxGap, Uri? Runbook = null)
{
    /// <summary>How often the probes run; its function.json says the same.</summary>
    public static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(30);

    /// <summary>Readings are kept a little longer than this: no line can be further away.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    public static readonly DetectionPolicy Standard = new(
        new CloudApiPolicy(TimeSpan.FromMinutes(2), TimeoutCountsAs5xx: true, RecoveredAfter: 2, TimeSpan.FromSeconds(5)),
        new GatewaysPolicy(DropPercent: 10, TimeSpan.FromMinutes(2), AtLeast: 10),
        new IngestPolicy(TimeSpan.FromMinutes(5)),
        ResolveAfter: TimeSpan.FromMinutes(5),
        BlindAfter: TimeSpan.FromMinutes(10),
        MaxGap: TimeSpan.FromSeconds(90));
}

/// <param name="FailsFor">Longer than this pages.</param>
/// <param name="RecoveredAfter">So many good answers in a row end a stretch of failures; fewer are flapping.</param>
/// <param name="AnswerWithin">After that a probe waits no longer.</param>
public sealed record CloudApiPolicy(TimeSpan FailsFor, bool TimeoutCountsAs5xx, int RecoveredAfter, TimeSpan AnswerWithin);

/// <param name="DropPercent">More than this of those that were online pages.</param>
/// <param name="Within">At once means: within this time.</param>
/// <param name="AtLeast">Fewer gateways are no fleet: one of five is 20 %.</param>
public sealed record GatewaysPolicy(int DropPercent, TimeSpan Within, int AtLeast);

/// <param name="SilentFor">Longer than this pages.</param>
public sealed record IngestPolicy(TimeSpan SilentFor);
