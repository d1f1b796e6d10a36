using OnCall.Core.Notices;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Notices;

/// <summary>Where the parts of the service say what is wrong with it, and that it is mended.</summary>
public sealed class NoticeBoard(
    ProcessRunner<Notice, NoticeCommand, NoticeEvent> notices,
    StreamCodec<Notice, NoticeEvent> codec,
    IStreamStore store,
    TimeProvider clock)
{
    /// <param name="id">The thing that is wrong, the same each time: "webhook-PABC123".</param>
    /// <param name="quietFor">For what comes in floods: so long after an announcement no other is made.</param>
    public Task AnnounceAsync(
        string id, NoticeText text, CancellationToken cancellation, TimeSpan quietFor = default) => notices.HandleAsync(
            id,
            new NoticeCommand.Announce(text.What, text.Advice, clock.GetUtcNow()) { QuietFor = quietFor },
            inputs: [],
            cancellation);

    /// <summary>It is no longer so; no harm when it never was.</summary>
    public Task SettleAsync(string id, CancellationToken cancellation) =>
        notices.HandleAsync(id, new NoticeCommand.Settle(clock.GetUtcNow()), inputs: [], cancellation);

    /// <summary>Null while nothing stands.</summary>
    public async Task<DateTimeOffset?> AnnouncedAtAsync(string id, CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(notices.Kind, id), cancellation) is { } found
        && codec.ReadState(found.Head.State) is Notice.Standing standing
            ? standing.AnnouncedAt
            : null;
}

/// <param name="What">What is so, in a sentence: while it stands, the same sentence is not said again.</param>
/// <param name="Advice">What it means and what to do.</param>
public sealed record NoticeText(string What, string Advice);
