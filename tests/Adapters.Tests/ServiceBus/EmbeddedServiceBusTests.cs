using System.Text;
using Amqp;
using Amqp.Framing;
using Amqp.Types;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Adapters.ServiceBus;
using OnCall.LocalHost;
using OnCall.LocalHost.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

public sealed class EmbeddedServiceBusTests : IAsyncDisposable
{
    const uint BatchFormat = 0x80013700;

    readonly LocalBus _bus = new();

    [Fact]
    public async Task An_abandoned_message_comes_again_and_counts()
    {
        await using var inbox = _bus.Receive(handleAsync: message => Task.FromResult(message.DeliveryCount == 2));

        await _bus.SendAsync(1);

        Assert.Equal(1, (await inbox.NextAsync()).DeliveryCount);
        Assert.Equal(2, (await inbox.NextAsync()).DeliveryCount);
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
    }

    [Fact]
    public async Task A_message_that_nobody_can_handle_becomes_a_dead_letter_that_can_be_read()
    {
        await using var inbox = _bus.Receive(handleAsync: _ => throw new InvalidOperationException("as always"));
        await _bus.SendAsync(1);

        await using var deadLetters = _bus.Receive(LocalBus.DeadLetters);

        var dead = await deadLetters.NextAsync();
        Assert.Equal(1, WakeupMessage.Read(dead.Body.Span).Version);
        Assert.Equal("MaxDeliveryCountExceeded", dead.ApplicationProperties["DeadLetterReason"]);
        Assert.Equal(LocalBus.MaxDeliveryCount, inbox.Waiting);
        await LocalBus.UntilAsync(() => _bus.Held.DeadLettered.Count == 0);
    }

    [Fact]
    public async Task Dead_letters_are_not_under_way()
    {
        await using var inbox = _bus.Receive(handleAsync: _ => Task.FromResult(false));
        await _bus.SendAsync(1);

        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);

        Assert.Equal(LocalBus.MaxDeliveryCount, Assert.Single(_bus.Held.DeadLettered).DeliveryCount);
    }

    [Fact]
    public async Task A_message_whose_lock_ran_out_comes_again()
    {
        var hanging = new TaskCompletionSource<bool>();
        await using var inbox = _bus.Receive(handleAsync: message =>
            message.DeliveryCount == 1 ? hanging.Task : Task.FromResult(true));
        await _bus.SendAsync(1);
        await inbox.NextAsync();
        Assert.Single(_bus.Held.Locked);

        _bus.Clock.MoveTo(LocalBus.Start + LocalBus.LockDuration);

        Assert.Equal(2, (await inbox.NextAsync()).DeliveryCount);
        // The first one comes to its end too late, and changes nothing.
        hanging.SetResult(true);
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);
        Assert.Empty(_bus.Held.DeadLettered);
    }

    [Fact]
    public async Task A_receiver_gets_no_more_than_its_credit()
    {
        var release = new TaskCompletionSource<bool>();
        await using var inbox = _bus.Receive(credit: 2, handleAsync: _ => release.Task);
        for (var version = 1; version <= 5; version++)
            await _bus.SendAsync(version);

        await inbox.NextAsync();
        await inbox.NextAsync();
        await _bus.SendAsync(6); // by its answer, all that could go out has gone out
        Assert.Equal((2, 4, 0), (_bus.Held.Locked.Count, _bus.Held.Active.Count, inbox.Waiting));

        release.SetResult(true);
        for (var rest = 0; rest < 4; rest++)
            await inbox.NextAsync();
    }

    [Fact]
    public async Task A_batch_is_taken_apart()
    {
        var sender = await _bus.Connection.AttachSenderAsync(LocalBus.Queue, LocalBus.Cancellation);
        var later = LocalBus.Start.AddMinutes(1);

        var batch = Batch(Text("one"), Text("two"), Scheduled(Text("three"), later));
        await sender.SendAsync(batch).WaitAsync(LocalBus.Cancellation);
        await sender.SendAsync(Batch(Text("alone"))).WaitAsync(LocalBus.Cancellation);

        Assert.Equal(3, _bus.Held.Active.Count);
        Assert.Equal(later, Assert.Single(_bus.Held.Scheduled).ScheduledFor);
        await using var inbox = _bus.Receive(credit: 1);
        var bodies = new[] { await inbox.NextAsync(), await inbox.NextAsync(), await inbox.NextAsync() };
        Assert.Equal(["one", "two", "alone"], bodies.Select(message => Encoding.UTF8.GetString(message.Body.Span)));
        Assert.All(bodies, message => Assert.NotNull(message.MessageId));
    }

    [Fact]
    public async Task A_receiver_can_make_a_dead_letter_and_say_why()
    {
        await _bus.SendAsync(1);
        var receiver = await _bus.Connection.AttachReceiverAsync(LocalBus.Queue, LocalBus.Cancellation);
        receiver.SetCredit(1, CreditMode.Manual);
        var message = await receiver.ReceiveAsync(LocalBus.IoLimit);

        receiver.Reject(message, new Error(new Symbol("com.microsoft:dead-letter"))
        {
            Info = new Fields
            {
                [new Symbol("DeadLetterReason")] = "poison",
                [new Symbol("DeadLetterErrorDescription")] = "no JSON",
            },
        });

        await LocalBus.UntilAsync(() => _bus.Held.DeadLettered.Count == 1);
        var added = _bus.Held.DeadLettered[0].Added;
        Assert.Equal(("poison", "no JSON"), (added["DeadLetterReason"], added["DeadLetterErrorDescription"]));
    }

    [Fact]
    public async Task A_lock_outlives_its_link()
    {
        await _bus.SendAsync(1);
        var receiver = await _bus.Connection.AttachReceiverAsync(LocalBus.Queue, LocalBus.Cancellation);
        receiver.SetCredit(1, CreditMode.Manual);
        await receiver.ReceiveAsync(LocalBus.IoLimit);

        await receiver.CloseAsync();

        Assert.Single(_bus.Held.Locked);
        _bus.Clock.MoveTo(LocalBus.Start + LocalBus.LockDuration);
        await LocalBus.UntilAsync(() => _bus.Held.Active.Count == 1);
    }

    [Fact]
    public async Task A_drained_receiver_learns_that_nothing_is_there()
    {
        await _bus.SendAsync(1);
        var receiver = await _bus.Connection.AttachReceiverAsync(LocalBus.Queue, LocalBus.Cancellation);
        receiver.SetCredit(5, CreditMode.Drain);
        receiver.Accept(await receiver.ReceiveAsync(LocalBus.IoLimit));
        await LocalBus.UntilAsync(() => _bus.Broker.UnderWay == 0);

        await _bus.SendAsync(2);

        // The drain took the rest of the credit away.
        Assert.Single(_bus.Held.Active);
    }

    [Fact]
    public async Task A_receiver_that_stops_leaves_the_rest_for_others()
    {
        var release = new TaskCompletionSource<bool>();
        var inbox = _bus.Receive(credit: 1, handleAsync: _ => release.Task);
        await _bus.SendAsync(1);
        await _bus.SendAsync(2);
        await inbox.NextAsync();

        var stopping = inbox.DisposeAsync();
        release.SetResult(true);
        await stopping;

        // The first was finished; the second may have come on the way out, and comes again when its lock ends.
        await LocalBus.UntilAsync(() => _bus.Held.Active.Count + _bus.Held.Locked.Count == 1);
        _bus.Clock.MoveTo(LocalBus.Start + LocalBus.LockDuration);
        await using var other = _bus.Receive();
        Assert.Equal(2, await other.NextVersionAsync());
    }

    [Fact]
    public void A_taken_port_is_named()
    {
        var exception = Assert.Throws<LocalHostException>(() => EmbeddedServiceBus.Start(
            new([]) { Port = _bus.Broker.Port }, _bus.Clock, NullLogger<EmbeddedServiceBus>.Instance));

        Assert.Contains($"127.0.0.1:{_bus.Broker.Port}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("give another port", exception.Message, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _bus.DisposeAsync();

    static Message Text(string text) => new() { BodySection = new Data { Binary = Encoding.UTF8.GetBytes(text) } };

    static Message Scheduled(Message message, DateTimeOffset time)
    {
        message.MessageAnnotations = new MessageAnnotations
        {
            [new Symbol("x-opt-scheduled-enqueue-time")] = time.UtcDateTime,
        };
        return message;
    }

    static Message Batch(params IEnumerable<Message> messages)
    {
        var sections = new DataList();
        foreach (var message in messages)
        {
            var encoded = message.Encode();
            sections.Add(new Data { Binary = encoded.Buffer.AsSpan(encoded.Offset, encoded.Length).ToArray() });
        }

        return new Message { BodySection = sections, Format = BatchFormat };
    }
}
