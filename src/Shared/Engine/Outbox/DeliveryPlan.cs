using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Outbox;

/// <summary>
/// What can be delivered now: pure. Within a lane the order of the decisions holds, so what cannot be
/// delivered yet holds up what stands behind it; another lane is not held up.
/// </summary>
/// <param name="Ready">Effects to claim now.</param>
/// <param name="Leased">The first effects of lanes on which somebody has a lease.</param>
/// <param name="RetryAt">When the earliest effect that failed may be tried again.</param>
public sealed record DeliveryPlan(
    IReadOnlyList<EffectRow> Ready, IReadOnlyList<EffectRow> Leased, DateTimeOffset? RetryAt)
{
    const int MaxPerLane = 10;
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static DeliveryPlan Of(IReadOnlyList<EffectRow> effects, DateTimeOffset now)
    {
        var lanes = effects
            .Where(row => row.Status == EffectStatus.Open)
            .OrderBy(row => row.Id.Version).ThenBy(row => row.Id.Index)
            .GroupBy(row => row.Effect.Lane)
            .Select(lane => lane.ToList())
            .ToList();
        return new DeliveryPlan(
            [.. lanes.SelectMany(lane => lane.TakeWhile(row => row.FreeAt <= now).Take(MaxPerLane))],
            [.. lanes.Select(lane => lane[0]).Where(first => first.LeasedUntil > now)],
            lanes.Select(lane => lane[0]).Where(first => first.NotBefore > now).Min(first => (DateTimeOffset?)first.NotBefore));
    }

    /// <summary>
    /// When a knock has to come again, if nothing is ready now. Whoever holds a lease may end at any moment, or may have
    /// died. For a retry a knock was sent already; if it is the one that came, its clock runs ahead of ours, and it would
    /// be spent.
    /// </summary>
    public DateTimeOffset? KnockAgainAt(Wakeup knock, DateTimeOffset now) =>
        Leased.Min(row => (DateTimeOffset?)LookAgainAt(row, knock, now))
        ?? (RetryAt is { } retry && knock.Due >= retry ? retry : null);

    // Knocks that come twice would grow without end, did they not grow patient. And not before an effect may be tried
    // again: the knock would be spent on it.
    static DateTimeOffset LookAgainAt(EffectRow leased, Wakeup knock, DateTimeOffset now) =>
        leased.NotBefore > leased.LeasedUntil
            ? leased.NotBefore
            : now + knock.WaitAt(now, Soon, atMost: leased.LeasedUntil - now);
}
