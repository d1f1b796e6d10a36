using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>The 👍 that completes a handover stands in its thread, and the handover is open: not for long.</summary>
sealed record ThumbThatCounts(ProcessId Handover, Person By, DateTimeOffset Since)
{
    /// <summary>The workers' clocks differ: around a change of who is on call both are right.</summary>
    static readonly TimeSpan Unsure = TimeSpan.FromSeconds(6);

    public static ThumbThatCounts? Find(World world)
    {
        var (now, at) = (world.Now, world.Duty.LatestBefore(world.Now));
        var (handover, incoming) = (world.Duty.ProcessOf(at), world.Duty.PrimaryAt(now));
        return now - at > Unsure && world.Duty.NextAfter(now) - now > Unsure
            && IsOpen(world, handover) is { Thread: { } note }
            && world.Team.Thumbs.Exists(thumb => thumb.Note == note && thumb.By == incoming && thumb.At < now)
                ? new ThumbThatCounts(handover, incoming, now)
                : null;
    }

    public bool IsStillWaiting(World world) => IsOpen(world, Handover) is not null
        && world.Duty.LatestBefore(world.Now + Unsure) == world.Duty.HandoverOf(Handover)
        && world.Duty.IncomingBetween(world.Duty.HandoverOf(Handover), Since - Unsure, world.Now).Count == 1;

    static Snapshot? IsOpen(World world, ProcessId handover) =>
        world.Store.Truth.ReadAsync(handover, CancellationToken.None).Result is { } found
        && World.HandoverCodec.ReadState(found.Head.State) is Handover.Open
            ? found
            : null;
}
