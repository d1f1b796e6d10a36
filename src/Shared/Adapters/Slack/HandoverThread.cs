using System.Diagnostics;
using OnCall.Engine.Handovers;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Slack;

/// <summary>The 👍 in a handover's thread: reactions in any skin tone, and messages that are nothing else.</summary>
public sealed class HandoverThread(SlackThreads threads) : IHandoverThread
{
    public async Task<Listing<Thumb>> ReadThumbsAsync(string note, CancellationToken cancellation) =>
        SlackReceipt.Parse(note) is not { } receipt
            ? new Listing<Thumb>.NotRead($"'{note}' names no message.")
            : await threads.ReadAsync(receipt, cancellation) switch
            {
                Listing<ThreadMessage>.Read read => new Listing<Thumb>.Read([.. read.Items.SelectMany(ThumbsOf)]),
                Listing<ThreadMessage>.NotRead unread => new Listing<Thumb>.NotRead(unread.Why),
                var other => throw new UnreachableException($"No thumbs in {other}."),
            };

    static IEnumerable<Thumb> ThumbsOf(ThreadMessage message)
    {
        var receipt = message.Receipt.ToString();
        if (!message.IsByApp && ThumbsUp.IsMessage(message.Text))
            yield return new Thumb(message.User, receipt, SlackFields.Instant(message.Receipt.Ts));
        foreach (var reaction in message.Reactions.Where(reaction => ThumbsUp.IsReaction(reaction.Name)))
            foreach (var user in reaction.Users)
                yield return new Thumb(user, receipt, At: null);
    }
}
