using Microsoft.Extensions.Logging;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Notices;

namespace OnCall.Engine.Reconcile;

/// <summary>
/// Would PagerDuty page whom we think is on call? A difference is said once for each level, with what to do; the
/// policy's <c>rotation.source</c> says on which side.
/// </summary>
public sealed partial class OnCallsCheck(
    IPagingOnCalls onCalls,
    OnCallPolicy policy,
    EscalationChain chain,
    NoticeBoard notices,
    TimeProvider clock,
    ILogger<OnCallsCheck> log)
{
    /// <summary>
    /// Two clocks never turn at the same instant, and whoever has just set an override is about to mend PagerDuty:
    /// so close to a change of ours, a level is left for the next time.
    /// </summary>
    public static readonly TimeSpan Turning = TimeSpan.FromMinutes(2);

    const string BeyondTheChain = "oncall-beyond";

    public async Task RunAsync(CancellationToken cancellation)
    {
        switch (await onCalls.ReadAsync(cancellation))
        {
            case Listing<PagerDutyOnCall>.Read read:
                await CompareAsync(read.Items, clock.GetUtcNow(), cancellation);
                break;
            case Listing<PagerDutyOnCall>.NotRead unread:
                LogNotRead(unread.Why);
                break;
        }
    }

    async Task CompareAsync(IReadOnlyList<PagerDutyOnCall> theirs, DateTimeOffset now, CancellationToken cancellation)
    {
        var differences = PagerDutyComparison.Of(policy, chain, theirs, now).ToLookup(one => one.Level);
        var levels = Enumerable.Range(1, chain.Levels).ToList();
        foreach (var level in levels.Where(level => !IsTurning(level, now)))
            await SayAsync($"oncall-level-{level}", [.. differences[level]], cancellation);

        var beyond = differences.Where(level => !levels.Contains(level.Key)).SelectMany(level => level);
        await SayAsync(BeyondTheChain, [.. beyond], cancellation);
    }

    Task SayAsync(string notice, IReadOnlyList<OnCallDifference> differences, CancellationToken cancellation) =>
        differences.Count == 0
            ? notices.SettleAsync(notice, cancellation)
            : notices.AnnounceAsync(
                notice,
                new NoticeText(
                    string.Join(" ", differences.Select(one => one.Sentence)),
                    string.Join(" ", differences.Select(one => one.Mend))),
                cancellation);

    bool IsTurning(int level, DateTimeOffset now) =>
        WhoAt(level, now - Turning) != WhoAt(level, now) || WhoAt(level, now + Turning) != WhoAt(level, now);

    PersonId? WhoAt(int level, DateTimeOffset at) => chain.ResponderAt(level, at)?.Person.Id;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reconcile: PagerDuty's on-calls could not be read: {Why}")]
    partial void LogNotRead(string why);
}
