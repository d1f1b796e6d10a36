using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Tests.Outbox;

public class EffectDeliveryTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    readonly World _world = new();

    [Fact]
    public async Task What_a_neighbour_answered_is_kept()
    {
        _world.Slack.Answer(new Delivery.Done("ok", "C0LIVE/1"));
        await _world.RaiseAsync();
        await _world.DeliverAsync();

        var row = Assert.Single(await EffectsAsync());
        Assert.Equal((EffectStatus.Done, 1, "ok", "C0LIVE/1"), (row.Status, row.Attempts, row.Answer, row.Receipt));
    }

    [Fact]
    public async Task A_neighbour_knows_when_it_was_decided_also_at_a_later_attempt()
    {
        _world.Slack.Answer(new Delivery.RetryLater("Slack said 503"));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await _world.AfterAsync(TimeSpan.FromSeconds(1));

        Assert.Equal([World.Start, World.Start], _world.Slack.Told.Select(letter => letter.CreatedAt));
    }

    [Fact]
    public async Task Later_messages_know_the_thread_that_the_first_one_opened()
    {
        _world.Slack.Answer(new Delivery.Done("ok", "C0LIVE/1"));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await _world.AcknowledgeAsync();
        await _world.DeliverAsync();

        Assert.Equal([null, "C0LIVE/1"], _world.Slack.Told.Select(letter => letter.Thread));
    }

    [Fact]
    public async Task A_thread_opened_in_the_same_round_is_known_as_well()
    {
        await _world.AcknowledgeAsync();
        await _world.DeliverAsync();

        Assert.Equal([null, "receipt of incident-PGR0VU2/1/0"], _world.Slack.Told.Select(letter => letter.Thread));
    }

    [Fact]
    public async Task A_neighbour_that_cannot_now_is_told_again_later()
    {
        _world.Slack.Answer(new Delivery.RetryLater("Slack said 503"), new Delivery.RetryLater("Slack said 503"));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        Assert.Single(_world.Slack.Told);

        await _world.AfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _world.Slack.Told.Count);
        await _world.AfterAsync(TimeSpan.FromSeconds(2));

        Assert.Equal([1, 2, 3], _world.Slack.Told.Select(letter => letter.Attempt));
        Assert.Equal(EffectStatus.Done, Assert.Single(await EffectsAsync()).Status);
    }

    [Fact]
    public async Task The_wait_that_a_neighbour_asks_for_is_kept()
    {
        _world.Slack.Answer(new Delivery.RetryLater("throttled", TimeSpan.FromSeconds(30)));
        await _world.RaiseAsync();
        await _world.DeliverAsync();

        await _world.AfterAsync(TimeSpan.FromSeconds(29));
        Assert.Single(_world.Slack.Told);
        await _world.AfterAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(2, _world.Slack.Told.Count);
    }

    [Fact]
    public async Task What_there_is_no_room_for_comes_again_in_time_and_is_no_attempt_however_often()
    {
        const int MoreThanAttempts = Backoff.MaxAttempts + 5;
        _world.Slack.Answer([.. Enumerable.Repeat(new Delivery.NotYet("Slow down", TimeSpan.FromSeconds(3)), MoreThanAttempts)]);
        await _world.AcknowledgeAsync();
        await _world.DeliverAsync();
        Assert.Equal((EffectStatus.Open, 0), await FirstAsync());
        await _world.AfterAsync(TimeSpan.FromSeconds(2));
        Assert.Single(_world.Slack.Told);

        for (var time = 1; time <= MoreThanAttempts; time++)
            await _world.AfterAsync(TimeSpan.FromSeconds(3));
        Assert.Equal((EffectStatus.Done, 1), await FirstAsync());
        Assert.Equal("TellAcknowledged", _world.Slack.Effects.Last());
        Assert.All(_world.Slack.Told, letter => Assert.Equal(1, letter.Attempt));

        async Task<(EffectStatus, int)> FirstAsync() => (await EffectsAsync()) is [var first, ..] ? (first.Status, first.Attempts) : default;
    }

    [Fact]
    public async Task What_is_not_needed_any_more_is_dropped_with_what_was_to_follow_it_and_the_process_says_so()
    {
        _world.PagerDuty.Answer(new Delivery.NotNeeded("PagerDuty shows it acknowledged already."));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await _world.AfterAsync(Quarter);

        Assert.Equal(["EscalatePage"], _world.PagerDuty.Effects);
        Assert.Equal(["DeclareIncident", "TellEscalated", "TellPageNotNeeded"], _world.Slack.Effects);
        var dropped = (await EffectsAsync()).Where(row => row.Effect is OnCall.Core.Effects.Effect.ToPagerDuty).ToList();
        Assert.Equal(2, dropped.Count);
        Assert.All(dropped, row => Assert.Equal(
            (EffectStatus.Done, "PagerDuty shows it acknowledged already."), (row.Status, row.Answer)));
    }

    [Fact]
    public async Task What_is_not_needed_in_one_step_says_nothing_about_the_next()
    {
        _world.PagerDuty.Answer(
            new Delivery.RetryLater("away", TimeSpan.FromMinutes(16)), new Delivery.NotNeeded("PagerDuty shows it acknowledged already."));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await _world.AfterAsync(Quarter);
        await _world.AfterAsync(Quarter);
        await _world.AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["EscalatePage", "EscalatePage", "EscalatePage", "NotePage"], _world.PagerDuty.Effects);
    }

    [Fact]
    public async Task A_refusal_for_good_is_kept_told_and_holds_nothing_up()
    {
        _world.PagerDuty.Answer(new Delivery.GiveUp("cannot escalate"));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await _world.AfterAsync(Quarter);

        // Ben cannot be paged, so Lea is; both are said.
        Assert.Equal(["EscalatePage", "NotePage", "EscalatePage", "NotePage"], _world.PagerDuty.Effects);
        Assert.Equal(["DeclareIncident", "TellEscalated", "TellPageRefused", "TellEscalated"], _world.Slack.Effects);
        var refused = (await EffectsAsync()).Single(row => row.Status == EffectStatus.GivenUp);
        Assert.Equal("cannot escalate", refused.Answer);
    }

    [Fact]
    public async Task Slack_being_down_never_delays_a_page()
    {
        _world.Slack.Answer([.. Enumerable.Repeat(new Delivery.RetryLater("Slack is down"), 50)]);
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await _world.AfterAsync(Quarter);

        Assert.Equal(["EscalatePage", "NotePage"], _world.PagerDuty.Effects);
        Assert.All(_world.Slack.Effects, effect => Assert.Equal("DeclareIncident", effect));
    }

    [Fact]
    public async Task When_Slack_is_back_everything_is_said_once_and_in_order()
    {
        _world.Slack.Answer([.. Enumerable.Repeat(new Delivery.RetryLater("Slack is down"), 11)]);
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await _world.AfterAsync(Quarter);
        await _world.AcknowledgeAsync();
        for (var minutes = 0; minutes < 30; minutes++)
            await _world.AfterAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(["DeclareIncident", "TellEscalated", "TellAcknowledged"], _world.Slack.Effects.Skip(11));
    }

    [Fact]
    public async Task Two_workers_at_once_tell_it_once()
    {
        await _world.RaiseAsync();
        _world.Slack.Meanwhile = () => _world.Wakeups.HandleAsync(Knock, World.Cancellation);

        await _world.DeliverAsync();

        Assert.Single(_world.Slack.Told);
    }

    [Fact]
    public async Task What_a_worker_that_died_had_claimed_is_told_by_another_after_its_lease()
    {
        await _world.RaiseAsync();
        _world.Slack.Meanwhile = () => throw new IOException("The worker dies in the middle of the call.");
        await Assert.ThrowsAsync<IOException>(_world.DeliverAsync);

        // The bus delivers the message of the dead worker again, which finds the lease still in the way.
        await _world.Wakeups.HandleAsync(Knock, World.Cancellation);
        Assert.Single(_world.Slack.Told);
        await _world.AfterAsync(Lease.Duration);

        Assert.Equal([1, 2], _world.Slack.Told.Select(letter => letter.Attempt));
    }

    [Fact]
    public async Task What_came_of_an_attempt_is_not_taken_for_what_came_of_the_one_after_it()
    {
        _world.Slack.Answer(new Delivery.RetryLater("slow down"));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        _world.Slack.Meanwhile = () => throw new IOException("The worker dies in the middle of the second call.");
        await Assert.ThrowsAsync<IOException>(() => _world.AfterAsync(TimeSpan.FromSeconds(1)));
        await _world.Wakeups.HandleAsync(Knock, World.Cancellation);
        await _world.AfterAsync(Lease.Duration);

        Assert.Equal([(1, null), (2, "slow down"), (3, null)], _world.Slack.Told.Select(letter => (letter.Attempt, letter.LastAnswer)));
    }

    [Fact]
    public async Task All_that_a_worker_that_died_had_claimed_is_told_after_one_lease()
    {
        _world.PagerDuty.Meanwhile = () => throw new IOException("The worker dies in the middle of the call.");
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        await Assert.ThrowsAsync<IOException>(() => _world.AfterAsync(Quarter));

        await _world.Wakeups.HandleAsync(Knock, World.Cancellation);
        await _world.AfterAsync(Lease.Duration);

        Assert.Equal(["EscalatePage", "EscalatePage", "NotePage"], _world.PagerDuty.Effects);
    }

    [Fact]
    public async Task A_worker_that_waits_for_a_slow_neighbour_keeps_its_lease()
    {
        await _world.RaiseAsync();
        var answer = _world.Slack.Hold();
        var working = World.Begin(_world.DeliverAsync);

        for (var seconds = 0; seconds < 30; seconds++)
        {
            _world.Clock.Advance(TimeSpan.FromSeconds(1));
            await _world.Wakeups.HandleAsync(Knock, World.Cancellation);
        }

        answer.SetResult();
        await working;
        Assert.Single(_world.Slack.Told);
        Assert.Equal(EffectStatus.Done, Assert.Single(await EffectsAsync()).Status);
    }

    [Fact]
    public async Task A_worker_that_cannot_renew_its_lease_stops_before_it_ends()
    {
        await _world.AcknowledgeAsync();
        var answer = _world.Slack.Hold();
        var working = World.Begin(_world.DeliverAsync);
        _world.Store.UpdateFault = () => new IOException("Storage is away.");

        _world.Clock.Advance(Lease.Duration - _world.Lease.StopBefore);
        await Assert.ThrowsAsync<IOException>(() => working);

        Assert.True(answer.Task.IsCanceled);
        Assert.Equal(["DeclareIncident"], _world.Slack.Effects);
    }

    [Fact]
    public async Task What_both_lanes_did_is_written_at_once()
    {
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        var before = _world.Store.Updates;

        await _world.AfterAsync(Quarter);

        Assert.Equal(before + 1, _world.Store.Updates);
    }

    [Fact]
    public async Task What_one_lane_did_does_not_wait_long_for_the_other()
    {
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        var answer = _world.Slack.Hold();
        var working = World.Begin(() => _world.AfterAsync(Quarter));

        _world.Clock.Advance(Lease.WaitForOtherLanes);

        Assert.Equal(["DeclareIncident", "EscalatePage", "NotePage"], from row in await EffectsAsync()
                                                                      where row.Status == EffectStatus.Done
                                                                      select row.Effect.GetType().Name);
        answer.SetResult();
        await working;
    }

    [Fact]
    public async Task A_step_upon_a_deadline_takes_two_calls_of_storage()
    {
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        var before = _world.Store.Calls;

        await _world.AfterAsync(Quarter);

        Assert.Equal(before + 2, _world.Store.Calls);
    }

    [Fact]
    public async Task An_effect_decided_while_its_lane_is_busy_follows_at_once()
    {
        await _world.RaiseAsync();
        _world.Slack.Meanwhile = async () =>
        {
            await _world.AcknowledgeAsync();
            _world.Bus.LoseEverything();
        };

        await _world.DeliverAsync();

        Assert.Equal(["DeclareIncident", "TellAcknowledged"], _world.Slack.Effects);
    }

    [Fact]
    public async Task A_knock_for_a_retry_that_comes_early_comes_again_in_time()
    {
        _world.Slack.Answer(new Delivery.RetryLater("throttled", TimeSpan.FromSeconds(30)));
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        var retry = _world.Bus.Messages.Single(message => message.Due == World.Start.AddSeconds(30));
        _world.Bus.LoseEverything();

        // By the bus's clock it is time, by ours two seconds are left.
        _world.Clock.Advance(TimeSpan.FromSeconds(28));
        await _world.Wakeups.HandleAsync(retry, World.Cancellation);
        var again = Assert.Single(_world.Bus.Messages);
        Assert.Equal(World.Start.AddSeconds(32), again.Due);
        _world.Clock.Advance(TimeSpan.FromSeconds(2));
        await _world.Wakeups.HandleAsync(again, World.Cancellation);

        Assert.Equal([1, 2], _world.Slack.Told.Select(letter => letter.Attempt));
    }

    [Fact]
    public async Task A_knock_that_meets_a_lease_comes_again_when_the_retry_is_due_as_well()
    {
        await _world.RaiseAsync();
        _world.Bus.LoseEverything();
        var known = (await _world.Store.ReadAsync(World.Process, World.Cancellation))!;
        await _world.Store.UpdateEffectsAsync(
            known, [known.Open[0] with { LeasedUntil = World.Start.AddSeconds(1), NotBefore = World.Start.AddSeconds(2) }], World.Cancellation);

        await _world.Wakeups.HandleAsync(Knock, World.Cancellation);

        Assert.Equal(World.Start.AddSeconds(2), Assert.Single(_world.Bus.Messages).Due);
    }

    static Wakeup Knock { get; } = new(World.Process, 1, World.Start, World.Start);

    Task<IReadOnlyList<EffectRow>> EffectsAsync() => _world.Store.ReadEffectsAsync(World.Process, World.Cancellation);
}
