using OnCall.Core.Handovers;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Handovers;

/// <summary>Finds handovers by when they are: each has its date for an id.</summary>
public sealed class StoredHandovers(IStreamStore store, StreamCodec<Handover, HandoverEvent> codec, HandoverTimes times, TimeProvider clock)
{
    /// <summary>The handover that began the shift of now; null when nobody ever planned it.</summary>
    public Task<StoredHandover?> LatestAsync(CancellationToken cancellation) =>
        ReadAsync(times.Latest(clock.GetUtcNow()), cancellation);

    public Task<StoredHandover?> ReadAsync(DateTimeOffset handover, CancellationToken cancellation) =>
        ReadAsync(times.IdOf(handover), cancellation);

    public async Task<StoredHandover?> ReadAsync(string id, CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(HandoverDecider.KindName, id), cancellation) is { } found
            ? new StoredHandover(id, codec.ReadState(found.Head.State), found.Thread)
            : null;
}

/// <param name="Thread">The receipt of the note; null while it is not posted.</param>
public sealed record StoredHandover(string Id, Handover State, string? Thread);
