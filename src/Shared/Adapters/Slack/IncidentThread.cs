using System.Diagnostics;
using OnCall.Engine.Incidents;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Slack;

/// <summary>What was written in an incident's thread.</summary>
public sealed class IncidentThread(SlackThreads threads) : IIncidentThread
{
    public async Task<Listing<WrittenMessage>> ReadAsync(string thread, CancellationToken cancellation) =>
        SlackReceipt.Parse(thread) is not { } receipt
            ? new Listing<WrittenMessage>.NotRead($"'{thread}' names no message.")
            : await threads.ReadAsync(receipt, cancellation) switch
            {
                Listing<ThreadMessage>.Read read => new Listing<WrittenMessage>.Read(
                    [.. read.Items.Select(message => new WrittenMessage(message.Receipt.ToString(), message.User, message.Text))]),
                Listing<ThreadMessage>.NotRead unread => new Listing<WrittenMessage>.NotRead(unread.Why),
                var other => throw new UnreachableException($"Nothing written in {other}."),
            };
}
