using System.Collections.Immutable;
using OnCall.LocalHost.ServiceBus;
using OnCall.LocalHost.Time;

namespace OnCall.Adapters.Tests.ServiceBus;

/// <summary>What a queue does besides handing out messages: defer, expire, drop copies, remember.</summary>
public class BrokerQueueStateTests
{
    static readonly ImmutableDictionary<string, object> Nothing = ImmutableDictionary<string, object>.Empty;

    static readonly QueueOptions Options = new("q")
    {
        DeadLetterExpired = true,
        DuplicateWindow = TimeSpan.FromMinutes(10),
        MaxDeliveryCount = 2,
    };

    readonly SimulatedClock _clock = new(new(2026, 3, 30, 8, 0, 0, TimeSpan.Zero));
    readonly List<QueueChange> _changes = [];
    readonly BrokerQueue _deadLetters;
    readonly BrokerQueue _queue;

    public BrokerQueueStateTests()
    {
        _deadLetters = new(Options.ForDeadLetters, deadLetters: null, _changes.Add);
        _queue = new(Options, _deadLetters, _changes.Add);
    }

    [Fact]
    public void A_deferred_message_comes_only_by_its_number_and_only_to_one()
    {
        var number = Send("aside");
        _queue.Defer(Lock().Token, Nothing);

        Assert.Null(_queue.TryLock(Guid.NewGuid(), _clock.GetUtcNow()));
        Assert.True(_queue.AreDeferred([number]));
        Assert.NotNull(_queue.TryLockDeferred(number, Guid.NewGuid(), _clock.GetUtcNow()));
        Assert.False(_queue.AreDeferred([number]));
        Assert.Null(_queue.TryLockDeferred(number, Guid.NewGuid(), _clock.GetUtcNow()));
    }

    [Fact]
    public void A_deferred_message_that_fails_too_often_is_a_dead_letter()
    {
        var number = Send("aside");
        _queue.Defer(Lock().Token, Nothing);
        for (var attempt = 0; attempt < Options.MaxDeliveryCount; attempt++)
            _queue.Abandon(_queue.TryLockDeferred(number, Guid.NewGuid(), _clock.GetUtcNow())!.Token, Nothing);

        Assert.Equal(MessageState.Active, Assert.Single(_deadLetters.Active).State);
        Assert.Empty(_queue.Deferred);
    }

    [Theory]
    [InlineData(59, 0)] // a second before it expires
    [InlineData(60, 1)] // the moment itself
    [InlineData(3600, 1)]
    public void A_message_expires_at_its_time(int seconds, int dead)
    {
        Send("short", timeToLive: TimeSpan.FromMinutes(1));

        Pass(TimeSpan.FromSeconds(seconds));

        Assert.Equal(dead, _deadLetters.Active.Count());
        Assert.Equal(1 - dead, _queue.Active.Count());
    }

    [Fact]
    public void What_is_deferred_does_not_expire()
    {
        Send("aside", timeToLive: TimeSpan.FromMinutes(1));
        _queue.Defer(Lock().Token, Nothing);

        Pass(TimeSpan.FromDays(1));

        Assert.Single(_queue.Deferred);
        Assert.Null(_queue.NextDue);
    }

    [Fact]
    public void Expiry_and_the_end_of_a_lock_are_both_moments_at_which_something_happens()
    {
        Send("short", timeToLive: TimeSpan.FromMinutes(1));
        Assert.Equal(_clock.GetUtcNow().AddMinutes(1), _queue.NextDue);

        var locked = Lock();

        Assert.Equal(locked.Until, _queue.NextDue);
    }

    [Fact]
    public void A_renewed_lock_ends_later_and_a_lost_one_takes_the_others_along()
    {
        Send("first");
        Send("second");
        var (first, second) = (Lock().Token, Lock().Token);
        Pass(TimeSpan.FromSeconds(10));
        _queue.Complete(second);
        Assert.Null(_queue.Renew([first, second], _clock.GetUtcNow()));

        Assert.Equal([_clock.GetUtcNow() + Options.LockDuration], _queue.Renew([first], _clock.GetUtcNow()));
        Assert.Equal(_clock.GetUtcNow() + Options.LockDuration, _queue.NextDue);
    }

    [Fact]
    public void A_copy_is_dropped_within_the_window_also_after_its_original_was_cancelled()
    {
        var original = Send("same", scheduledFor: _clock.GetUtcNow().AddHours(1));
        Assert.True(_queue.Cancel([original]));

        Assert.True(Send("same") > original);
        Assert.Empty(_queue.Active);

        Pass(Options.DuplicateWindow!.Value);
        Send("same");
        Assert.Single(_queue.Active);
    }

    [Fact]
    public void The_number_of_a_scheduled_message_is_good_only_until_it_comes()
    {
        var number = Send("wake", scheduledFor: _clock.GetUtcNow().AddMinutes(1));

        Pass(TimeSpan.FromMinutes(1));

        Assert.False(_queue.Cancel([number]));
        Assert.Equal(number + 1, Assert.Single(_queue.Active).SequenceNumber);
    }

    [Fact]
    public void Peeking_shows_what_is_locked_too()
    {
        Send("locked");
        Send("there");
        Lock();

        Assert.Equal(["locked", "there"], _queue.Peek(0, 10).Select(message => message.MessageId));
        Assert.Equal(["there"], _queue.Peek(2, 10).Select(message => message.MessageId));
        Assert.Single(_queue.Peek(0, 1));
    }

    [Theory]
    [InlineData(false)] // from all that ever happened
    [InlineData(true)] // from what was left of it
    public void A_queue_can_be_made_again_from_its_changes(bool compacted)
    {
        Send("completed");
        _queue.Complete(Lock().Token);
        Send("aside");
        _queue.Defer(Lock().Token, Nothing);
        Send("failed");
        _queue.Abandon(Lock().Token, Nothing.Add("why", "busy"));
        Send("locked");
        Send("wake", scheduledFor: _clock.GetUtcNow().AddMinutes(1));
        var again = new BrokerQueue(Options, deadLetters: null);

        foreach (var change in compacted ? _queue.Snapshot() : _changes)
            again.Restore(change);

        Assert.Equal(_queue.Active, again.Active);
        Assert.Equal(_queue.Deferred, again.Deferred);
        Assert.Equal(_queue.Scheduled, again.Scheduled);
        Assert.Equal(_queue.NextDue, again.NextDue);
        // The ids and the numbers are remembered, too.
        Assert.Equal(6, again.Enqueue(new("completed", default, null), _clock.GetUtcNow()));
        Assert.DoesNotContain(again.Active, message => message.MessageId == "completed");
    }

    long Send(string id, DateTimeOffset? scheduledFor = null, TimeSpan? timeToLive = null) => _queue.Enqueue(
        new IncomingMessage(id, default, scheduledFor) { TimeToLive = timeToLive }, _clock.GetUtcNow());

    LockedMessage Lock() => _queue.TryLock(Guid.NewGuid(), _clock.GetUtcNow())!;

    void Pass(TimeSpan time)
    {
        _clock.MoveTo(_clock.GetUtcNow() + time);
        _queue.Advance(_clock.GetUtcNow());
    }
}
