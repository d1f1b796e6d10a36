using OnCall.Engine.Streams;

namespace OnCall.Engine.Outbox;

/// <summary>
/// What can be delivered now: pure. Within a lane the order of the decisions holds, so what cannot be
/// delivered yet holds up what stands behind it; another lane is not held up.
/// </summary>
/// <param name="Ready">Effects to claim now.</param>
/// <param name="LeaseEnds">When the earliest lease that stands in the way ends: its owner may have died.</param>
public sealed record DeliveryPlan(IReadOnlyList<EffectRow> Ready, DateTimeOffset? LeaseEnds)
{
    const int MaxPerLane = 10;

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
            lanes.Select(lane => lane[0]).Where(first => first.LeasedUntil > now).Min(first => (DateTimeOffset?)first.LeasedUntil));
    }

    /// <summary>The receipt of the message that opened the process's thread, once there is one.</summary>
    public static string? ThreadOf(IReadOnlyList<EffectRow> effects) =>
        effects.FirstOrDefault(row => row.Effect.OpensThread && row.Status == EffectStatus.Done)?.Receipt;

    static bool IsFree(EffectRow row, DateTimeOffset now) => row.LeasedUntil <= now && row.NotBefore <= now;
}
