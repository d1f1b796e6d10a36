using OnCall.Core.Silences;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Silences;

/// <summary>The silences and noisy alerts of the team.</summary>
public sealed class StoredSilences(
    ProcessRunner<SilenceBook, SilenceCommand, SilenceEvent> silences,
    StreamCodec<SilenceBook, SilenceEvent> codec,
    IStreamStore store)
{
    /// <summary>From storage: what could not be read is an exception and not "none".</summary>
    public async Task<SilenceBook> ReadAsync(CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(silences.Kind, SilenceDecider.TheOnlyId), cancellation) is { } found
            ? codec.ReadState(found.Head.State)
            : SilenceBook.Empty;

    public Task<Step> HandleAsync(SilenceCommand command, CancellationToken cancellation) =>
        silences.HandleAsync(SilenceDecider.TheOnlyId, command, inputs: [], cancellation);
}
