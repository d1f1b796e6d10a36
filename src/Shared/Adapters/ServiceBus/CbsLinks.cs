using System.Collections.Concurrent;
using System.Globalization;
using Amqp;
using Amqp.Framing;

namespace OnCall.Adapters.ServiceBus;

/// <summary>The pair of links to <c>$cbs</c>, over which tokens are put before anything else is attached.</summary>
sealed class CbsLinks
{
    const string Node = "$cbs";
    const int ReplyCredit = 20;

    readonly SenderLink _requests;
    readonly string _replyTo;
    readonly ConcurrentDictionary<string, TaskCompletionSource<Message>> _waiting = new(StringComparer.Ordinal);

    CbsLinks(SenderLink requests, ReceiverLink replies)
    {
        _requests = requests;
        // The reply link's own address: its target was made from its name.
        _replyTo = replies.Name;
        replies.Start(ReplyCredit, Answer);
        replies.AddClosedCallback((_, error) => FailAll(error));
        requests.AddClosedCallback((_, error) => FailAll(error));
    }

    public static async Task<CbsLinks> OpenAsync(Session session) =>
        new(await LinkAttaching.AttachSenderAsync(session, Node),
            await LinkAttaching.AttachReceiverAsync(session, Node));

    /// <exception cref="ServiceBusException">The token was refused, or nobody answered.</exception>
    public async Task PutAsync(string audience, CbsToken token)
    {
        var id = Guid.NewGuid().ToString("N");
        var answer = new TaskCompletionSource<Message>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        try
        {
            _requests.Send(Request(id, audience, token), null, null);
            using var reply = await answer.Task.WaitAsync(ServiceBusLimits.TokenWithin);
            ThrowUnlessAccepted(audience, reply);
        }
        catch (Exception exception)
        {
            throw ServiceBusException.From($"Authorizing for {audience}", exception);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    Message Request(string id, string audience, CbsToken token) => new()
    {
        Properties = new Properties { MessageId = id, To = Node, ReplyTo = _replyTo },
        ApplicationProperties = new ApplicationProperties
        {
            ["operation"] = "put-token",
            ["type"] = token.Type,
            ["name"] = audience,
            ["expiration"] = token.Expires.UtcDateTime,
        },
        BodySection = new AmqpValue { Value = token.Text },
    };

    void Answer(IReceiverLink link, Message reply)
    {
        link.Accept(reply);
        if (reply.Properties?.CorrelationId is { } id && _waiting.TryGetValue(id, out var waiting))
            waiting.TrySetResult(reply);
    }

    void FailAll(Error? error)
    {
        foreach (var waiting in _waiting.Values)
            waiting.TrySetException(ServiceBusException.From("Authorizing", error));
    }

    static void ThrowUnlessAccepted(string audience, Message reply)
    {
        var status = Convert.ToInt32(reply.ApplicationProperties?["status-code"], CultureInfo.InvariantCulture);
        if (status is >= 200 and <= 299)
            return;
        var description = reply.ApplicationProperties?["status-description"];
        throw new ServiceBusException(
            $"The bus refused our token for {audience}: {status} {description}", isTransient: status >= 500);
    }
}
