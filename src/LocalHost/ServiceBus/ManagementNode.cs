using Amqp;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>The node <c>$management</c> of a queue: what a client may ask for besides sending and receiving.</summary>
sealed class ManagementNode(QueueNode node, TimeProvider clock, int maxMessageBytes)
{
    const string Prefix = "com.microsoft:";
    const int MostPeeked = 250;
    const long ReceiveAndDelete = 0;

    public Message Reply(Message request)
    {
        var operation = request.ApplicationProperties?["operation"] as string;
        var reply = request.Body is Map given
            ? Reply(operation, new ManagementArguments(given))
            : ManagementReply.BadArgument("A request has a map as its value.");
        return reply.ToMessage();
    }

    ManagementReply Reply(string? operation, ManagementArguments arguments) => operation switch
    {
        Prefix + "schedule-message" => Schedule(arguments),
        Prefix + "cancel-scheduled-message" => Cancel(arguments),
        Prefix + "renew-lock" => Renew(arguments),
        Prefix + "peek-message" => Peek(arguments),
        Prefix + "update-disposition" => Settle(arguments),
        Prefix + "receive-by-sequence-number" => ReceiveDeferred(arguments),
        _ => ManagementReply.Unknown(operation),
    };

    ManagementReply Schedule(ManagementArguments arguments)
    {
        if (EntityPath.IsDeadLetters(node.Queue.Name) || !arguments.TryAll<Map>("messages", out var messages)
            || messages.Any(message => message["message"] is not byte[]))
            return ManagementReply.BadArgument("messages are missing, or this is no queue for sending.");
        try
        {
            var incoming = messages.SelectMany(
                map => AmqpMessages.Incoming(AmqpMessages.Decode((byte[])map["message"]), maxMessageBytes)).ToList();
            var queue = node.UpToDate();
            var numbers = incoming.Select(message => queue.Enqueue(message, clock.GetUtcNow())).ToArray();
            return ManagementReply.With("sequence-numbers", numbers);
        }
        catch (AmqpException exception) when (exception.Error.Condition == ErrorCode.MessageSizeExceeded)
        {
            return ManagementReply.TooLarge(exception.Message);
        }
        catch (AmqpException exception)
        {
            return ManagementReply.BadArgument(exception.Message);
        }
    }

    ManagementReply Cancel(ManagementArguments arguments) =>
        !arguments.TryAll<long>("sequence-numbers", out var numbers)
            ? ManagementReply.BadArgument("sequence-numbers are missing.")
        : node.UpToDate().Cancel(numbers) ? ManagementReply.Done
        : ManagementReply.NotFound;

    ManagementReply Renew(ManagementArguments arguments) =>
        !arguments.TryAll<Guid>("lock-tokens", out var tokens)
            ? ManagementReply.BadArgument("lock-tokens are missing.")
        : node.UpToDate().Renew(tokens, clock.GetUtcNow()) is { } ends
            ? ManagementReply.With("expirations", ends.Select(end => end.UtcDateTime).ToArray())
        : ManagementReply.Lost;

    ManagementReply Peek(ManagementArguments arguments)
    {
        if (!arguments.TryNumber("from-sequence-number", out var from)
            || !arguments.TryNumber("message-count", out var count) || count < 1)
            return ManagementReply.BadArgument("from-sequence-number and message-count are missing.");
        var found = node.UpToDate().Peek(from, (int)Math.Min(count, MostPeeked))
            .Select(stored => new Map { ["message"] = AmqpMessages.Bytes(AmqpMessages.Outgoing(stored)) }).ToList();
        return Messages(found);
    }

    ManagementReply Settle(ManagementArguments arguments)
    {
        if (!arguments.TryAll<Guid>("lock-tokens", out var tokens))
            return ManagementReply.BadArgument("lock-tokens are missing.");
        var added = AddedProperties.From(arguments.Map("properties-to-modify"));
        var queue = node.UpToDate();
        Func<Guid, bool>? settle = arguments.Text("disposition-status") switch
        {
            "completed" => queue.Complete,
            "abandoned" => token => queue.Abandon(token, added),
            // Clients write it with one r.
            "defered" or "deferred" => token => queue.Defer(token, added),
            "suspended" => token => queue.DeadLetter(token, added.SetItems(DeadLetterReason.Because(
                arguments.Text("deadletter-reason") ?? "", arguments.Text("deadletter-description") ?? ""))),
            _ => null,
        };
        return settle is null ? ManagementReply.BadArgument("disposition-status is none of the four.")
            : tokens.Count(settle) == tokens.Length ? ManagementReply.Done
            : ManagementReply.Lost;
    }

    ManagementReply ReceiveDeferred(ManagementArguments arguments)
    {
        if (!arguments.TryAll<long>("sequence-numbers", out var numbers))
            return ManagementReply.BadArgument("sequence-numbers are missing.");
        var queue = node.UpToDate();
        if (!queue.AreDeferred(numbers))
            return ManagementReply.NotFound;
        var isDeleting = arguments.TryNumber("receiver-settle-mode", out var mode) && mode == ReceiveAndDelete;
        var locked = numbers.Distinct()
            .Select(number => queue.TryLockDeferred(number, Guid.NewGuid(), clock.GetUtcNow())!).ToList();
        foreach (var message in isDeleting ? locked : [])
            queue.Complete(message.Token);
        return Messages([.. locked.Select(message => new Map
        {
            ["lock-token"] = message.Token,
            ["message"] = AmqpMessages.Bytes(AmqpMessages.Outgoing(message)),
        })]);
    }

    static ManagementReply Messages(List<Map> found)
    {
        if (found.Count == 0)
            return ManagementReply.NothingThere;
        var list = new List();
        foreach (var message in found)
            list.Add(message);
        return ManagementReply.With("messages", list);
    }
}
