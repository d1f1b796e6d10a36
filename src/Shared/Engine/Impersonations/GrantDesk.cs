using OnCall.Core.Impersonations;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Impersonations;

/// <summary>Which grants to act inside customers' orgs are ours: whoever mints one records it here, before it is used.</summary>
public sealed class GrantDesk(
    ProcessRunner<GrantBook, GrantCommand, GrantEvent> grants,
    StreamCodec<GrantBook, GrantEvent> codec,
    IStreamStore store,
    TimeProvider clock)
{
    public Task<Step> RecordAsync(Grant grant, Actor by, CancellationToken cancellation) =>
        HandleAsync(new GrantCommand.Record(grant, by, clock.GetUtcNow()), cancellation);

    /// <summary>It was ended before its time: what starts with it later is a stranger's.</summary>
    public Task<Step> EndAsync(string id, Actor by, CancellationToken cancellation) =>
        HandleAsync(new GrantCommand.End(id, by, clock.GetUtcNow()), cancellation);

    /// <summary>From storage: what could not be read is an exception and not "none of ours".</summary>
    public async Task<Grant?> FindAsync(string id, CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(grants.Kind, GrantDecider.TheOnlyId), cancellation) is { } found
            ? codec.ReadState(found.Head.State).Find(id)
            : null;

    Task<Step> HandleAsync(GrantCommand command, CancellationToken cancellation) =>
        grants.HandleAsync(GrantDecider.TheOnlyId, command, inputs: [], cancellation);
}
