using System.Collections.Immutable;
using CsCheck;
using OnCall.LocalHost.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

public class BrokerQueueTests
{
    const int MaxDeliveryCount = 2;

    static readonly TimeSpan LockDuration = TimeSpan.FromSeconds(30);
    static readonly DateTimeOffset Now = new(2026, 3, 30, 8, 0, 0, TimeSpan.Zero);
    static readonly ImmutableDictionary<string, object> Nothing = ImmutableDictionary<string, object>.Empty;

    static readonly QueueOptions Options = new("q") { LockDuration = LockDuration, MaxDeliveryCount = MaxDeliveryCount };

    readonly BrokerQueue _deadLetters = new(Options.ForDeadLetters, deadLetters: null);
    readonly BrokerQueue _queue;

    public BrokerQueueTests() => _queue = new(Options, _deadLetters);

    [Fact]
    public void An_abandoned_message_comes_back_before_those_behind_it()
    {
        Send("first");
        Send("second");

        _queue.Abandon(Lock(Now).Token, Nothing);

        Assert.Equal("first", Lock(Now).Message.MessageId);
    }

    [Fact]
    public void A_released_message_never_was_delivered()
    {
        Send("only");

        _queue.Release(Lock(Now).Token);

        Assert.Equal(0, Lock(Now).Message.DeliveryCount);
    }

    [Theory]
    [InlineData(-1, 1)] // just before the end
    [InlineData(0, 0)] // the end itself
    public void A_lock_lasts_until_its_end_and_no_longer(int ticks, int stillLocked)
    {
        Send("only");
        var locked = Lock(Now);

        _queue.Advance(locked.Until.AddTicks(ticks));

        Assert.Equal(stillLocked, _queue.Locked.Count());
        Assert.Equal(stillLocked == 1, _queue.Complete(locked.Token));
    }

    [Fact]
    public void Of_those_scheduled_for_one_moment_the_first_sent_comes_first()
    {
        Send("first", Now.AddMinutes(1));
        Send("second", Now.AddMinutes(1));
        Send("earlier", Now.AddSeconds(1));
        Assert.Equal(Now.AddSeconds(1), _queue.NextDue);

        _queue.Advance(Now.AddHours(1));

        Assert.Equal(["earlier", "first", "second"], _queue.Active.Select(message => message.MessageId));
    }

    [Fact]
    public void A_message_scheduled_for_the_past_is_there_at_once()
    {
        Send("late", Now.AddMinutes(-1));

        Assert.Single(_queue.Active);
        Assert.Null(_queue.NextDue);
    }

    [Fact]
    public void What_was_settled_cannot_be_settled_again()
    {
        Send("only");
        var token = Lock(Now).Token;
        Assert.True(_queue.DeadLetter(token, Nothing));

        Assert.False(_queue.Complete(token));
        Assert.False(_queue.Abandon(token, Nothing));
        Assert.Single(_deadLetters.Active);
    }

    /// <summary>Whatever is done to a queue, a message is in exactly one place, or was completed.</summary>
    [Fact]
    public void No_message_is_lost_or_doubled() => Gen.Int[0, 6].Array[0, 60].Sample(acts =>
    {
        var world = new BrokerQueueTests();
        var (now, sent, completed) = (Now, 0, 0);
        foreach (var act in acts)
        {
            now += TimeSpan.FromSeconds(act);
            world._queue.Advance(now);
            var oldest = act >= 3 ? world._queue.TryLock(Guid.NewGuid(), now) : null;
            switch (act)
            {
                case 0 or 1 or 2:
                    world.Send($"{sent++}", now.AddSeconds(act * 10), now);
                    break;
                case 3 when oldest is not null:
                    completed += world._queue.Complete(oldest.Token) ? 1 : 0;
                    break;
                case 4 when oldest is not null:
                    world._queue.Abandon(oldest.Token, Nothing);
                    break;
            }
        }

        var held = new[] { world._queue.Active, world._queue.Scheduled, world._queue.Locked, world._deadLetters.Active }
            .SelectMany(messages => messages).Select(message => message.MessageId).ToList();
        return held.Distinct().Count() == held.Count && held.Count + completed == sent
            && world._queue.Active.All(message => message.DeliveryCount < MaxDeliveryCount);
    });

    void Send(string id, DateTimeOffset? scheduledFor = null, DateTimeOffset? now = null) =>
        _queue.Enqueue(new IncomingMessage(id, ReadOnlyMemory<byte>.Empty, scheduledFor), now ?? Now);

    LockedMessage Lock(DateTimeOffset now) => _queue.TryLock(Guid.NewGuid(), now)!;
}
