using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Tests.Silences;

public class StoredSilencesTests
{
    static readonly ProcessId Process = ProcessId.Of(SilenceDecider.KindName, SilenceDecider.TheOnlyId);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    readonly World _world = new();

    [Fact]
    public async Task Before_anything_was_set_there_is_nothing() =>
        Assert.Same(SilenceBook.Empty, await _world.Silences.ReadAsync(World.Cancellation));

    [Fact]
    public async Task What_could_not_be_read_is_not_nothing()
    {
        _world.Store.ReadFault = () => new IOException("away");
        await Assert.ThrowsAsync<IOException>(() => _world.Silences.ReadAsync(World.Cancellation));
    }

    [Fact]
    public async Task A_silence_is_lifted_and_said_once_when_its_time_is_over()
    {
        await SilenceAsync("Search slow", Hour);
        await _world.DeliverAsync();
        Assert.Equal(["TellSilenceSet"], _world.Slack.Effects);

        await _world.AfterAsync(Hour);
        await _world.AfterAsync(Hour);
        Assert.Equal(["TellSilenceSet", "TellSilenceLifted"], _world.Slack.Effects);
        Assert.Empty((await _world.Silences.ReadAsync(World.Cancellation)).Open);
    }

    [Fact]
    public async Task Lifted_while_storage_was_away_it_is_said_once_when_it_is_back()
    {
        await SilenceAsync("Search slow", Hour);
        await _world.DeliverAsync();
        _world.Recent.Forget(Process);
        _world.Store.ReadFault = () => new IOException("away");
        await Assert.ThrowsAsync<IOException>(() => _world.AfterAsync(Hour));

        // The knock is spent; the sweep finds what is overdue.
        _world.Store.ReadFault = null;
        _world.Clock.Advance(Hour);
        await _world.Sweeper.RunAsync(World.Cancellation);
        await _world.Sweeper.RunAsync(World.Cancellation);
        await _world.DeliverAsync();
        Assert.Equal(["TellSilenceSet", "TellSilenceLifted"], _world.Slack.Effects);
        Assert.Equal(World.Start + Hour, ToldLast().At);
    }

    [Fact]
    public async Task Lifted_while_Slack_was_away_it_is_said_when_it_is_back()
    {
        await SilenceAsync("Search slow", Hour);
        await _world.DeliverAsync();
        _world.Slack.Answer(new Delivery.RetryLater("away"));

        await _world.AfterAsync(Hour);
        await _world.AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["TellSilenceSet", "TellSilenceLifted", "TellSilenceLifted"], _world.Slack.Effects);
        Assert.Empty((await _world.Store.ReadAsync(Process, World.Cancellation))!.Open);
    }

    [Fact]
    public async Task Two_who_silence_at_once_get_two_numbers()
    {
        _world.Store.BeforeCommit = () => SilenceAsync("Search slow", Hour);
        await SilenceAsync("Camera 7 offline", Hour);

        Assert.Equal(
            [("Search slow", 1), ("Camera 7 offline", 2)],
            (await _world.Silences.ReadAsync(World.Cancellation)).Open.Select(known => (known.Alert, known.Number)));
    }

    [Fact]
    public async Task Of_two_who_silence_the_same_at_once_one_is_refused()
    {
        _world.Store.BeforeCommit = () => SilenceAsync("Search slow", Hour);
        var refused = Assert.IsType<Step.Rejected>(await SilenceAsync("Search slow", Hour));
        Assert.Equal("already-there", Assert.Single(refused.Refusals).Name);
    }

    [Fact]
    public async Task Lifted_at_its_very_end_it_is_lifted_once()
    {
        await SilenceAsync("Search slow", Hour);
        await _world.DeliverAsync();
        _world.Clock.Advance(Hour - TimeSpan.FromTicks(1));
        var lift = new SilenceCommand.Lift(1, World.Ada, _world.Now);

        // Somebody lifts it while the clock's wake-up is about to commit.
        _world.Clock.Advance(TimeSpan.FromTicks(1));
        _world.Store.BeforeCommit = async () =>
            Assert.IsType<Step.Taken>(await _world.Silences.HandleAsync(lift, World.Cancellation));
        await _world.DeliverAsync();

        Assert.Equal(["TellSilenceSet", "TellSilenceLifted"], _world.Slack.Effects);
        Assert.Equal(World.Ada, ToldLast().By);
    }

    [Fact]
    public async Task What_has_no_end_is_not_looked_after_by_the_sweep()
    {
        await _world.Silences.HandleAsync(
            new SilenceCommand.Add(SilenceKind.Noisy, "Search slow", "index", null, Actor.Service, _world.Now), World.Cancellation);
        Assert.True((await _world.Store.ReadAsync(Process, World.Cancellation))!.IsSettled);

        await SilenceAsync("Camera 7 offline", Hour);
        Assert.Equal(Process, Assert.Single(
            await _world.Store.OpenProcessesAsync(World.Cancellation).ToListAsync(World.Cancellation)).Process);
    }

    LiftedAlert ToldLast() => ((Effect.TellSilenceLifted)_world.Slack.Told[^1].Effect).Alert;

    Task<Step> SilenceAsync(string alert, TimeSpan length) => _world.Silences.HandleAsync(
        new SilenceCommand.Add(SilenceKind.Silence, alert, "index", _world.Now + length, Actor.Service, _world.Now),
        World.Cancellation);
}
