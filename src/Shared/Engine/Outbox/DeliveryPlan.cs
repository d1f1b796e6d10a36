using OnCall.Engine.Streams;

namespace OnCall.Engine.Outbox;

/// <summary>
/// What can be delivered now: pure. Within a lane the order of the decisions holds, so what cannot be
/// delivered yet holds up what stands behind it; another lane is not held up.
/// </summary>
/// <param name="Ready">Effects to claim now.</param>
/// <param name="LookAgainAt">
/// When to look again at the earliest effect that somebody has a lease on: soon, as whoever has it may end at any moment.
/// When it has to wait for longer than its lease, not before: a knock would be spent on it.
/// </param>
/// <param name="RetryAt">When the earliest effect that failed may be tried again.</param>
public sealed record DeliveryPlan(IReadOnlyList<EffectRow> Ready, DateTimeOffset? LookAgainAt, DateTimeOffset? RetryAt)
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
            [.. lanes.SelectMany(lane => lane.TakeWhile(row => IsFree(row, now)).Take(MaxPerLane))],
            lanes.Select(lane => lane[0]).Where(first => first.LeasedUntil > now).Min(first => (DateTimeOffset?)LookAgain(first, now)),
            lanes.Select(lane => lane[0]).Where(first => first.NotBefore > now).Min(first => (DateTimeOffset?)first.NotBefore));
    }

    /// <summary>
    /// When a knock has to come again, if nothing is ready now. Whoever holds a lease may have died. For a retry
    /// a knock was sent already; if it is the one that came, its clock runs ahead of ours, and it would be spent.
    /// </summary>
    /// <param name="due">When the knock that came was due.</param>
    public DateTimeOffset? KnockAgainAt(DateTimeOffset due) =>
        LookAgainAt ?? (RetryAt is { } retry && due >= retry ? retry : null);

    static bool IsFree(EffectRow row, DateTimeOffset now) => row.FreeAt <= now;

    static DateTimeOffset LookAgain(EffectRow leased, DateTimeOffset now) =>
        leased.NotBefore > leased.LeasedUntil ? leased.NotBefore
        : leased.LeasedUntil - now < Soon ? leased.LeasedUntil
        : now + Soon;
}
