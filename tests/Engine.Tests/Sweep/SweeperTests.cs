using OnCall.Engine.Sweep;

namespace OnCall.Engine.Tests.Sweep;

public class SweeperTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    readonly World _world = new();

    [Fact]
    public async Task A_deadline_whose_knock_was_lost_is_acted_on()
    {
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        _world.Bus.LoseEverything();
        await _world.AfterAsync(Quarter + TimeSpan.FromSeconds(20));
        Assert.Empty(_world.PagerDuty.Told);

        var report = await _world.Sweeper.RunAsync(World.Cancellation);
        await _world.DeliverAsync();

        Assert.Equal(new SweepReport(Open: 1, Woken: 1, OldestLag: TimeSpan.FromSeconds(20)), report);
        Assert.Equal(["EscalatePage", "NotePage"], _world.PagerDuty.Effects);
    }

    [Fact]
    public async Task An_effect_whose_knock_was_lost_is_performed()
    {
        await _world.RaiseAsync();
        _world.Bus.LoseEverything();

        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await _world.Sweeper.RunAsync(World.Cancellation);
        await _world.DeliverAsync();

        Assert.Equal(["DeclareIncident"], _world.Slack.Effects);
    }

    [Fact]
    public async Task What_is_not_overdue_is_left_alone()
    {
        await _world.RaiseAsync();
        await _world.DeliverAsync();
        var before = _world.Bus.Messages.Count;

        var report = await _world.Sweeper.RunAsync(World.Cancellation);

        Assert.Equal(new SweepReport(Open: 1, Woken: 0, OldestLag: TimeSpan.Zero), report);
        Assert.Equal(before, _world.Bus.Messages.Count);
    }

    [Fact]
    public async Task A_closed_process_leaves_the_index_when_its_last_effect_is_done()
    {
        await _world.RaiseAsync();
        await _world.ResolveAsync();
        Assert.Equal(1, (await _world.Sweeper.RunAsync(World.Cancellation)).Open);

        await _world.AfterAsync(Sweeper.ForgottenAfter);
        Assert.Single(await ListedAsync());
        await _world.AfterAsync(TimeSpan.FromSeconds(1));
        await _world.Sweeper.RunAsync(World.Cancellation);

        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task A_process_that_was_listed_but_never_begun_is_forgotten_after_two_minutes()
    {
        await _world.Store.ListAsOpenAsync(World.Process, _world.Now, World.Cancellation);
        await _world.AfterAsync(TimeSpan.FromMinutes(1));
        await _world.Sweeper.RunAsync(World.Cancellation);
        Assert.Single(await ListedAsync());

        await _world.AfterAsync(TimeSpan.FromMinutes(2));
        await _world.Sweeper.RunAsync(World.Cancellation);

        Assert.Empty(await ListedAsync());
    }

    [Fact]
    public async Task A_process_that_opens_again_while_the_sweep_looks_at_it_stays_in_the_index()
    {
        await _world.Store.ListAsOpenAsync(World.Process, _world.Now, World.Cancellation);
        var listed = Assert.Single(await ListedAsync());
        await _world.Store.ListAsOpenAsync(World.Process, _world.Now, World.Cancellation);

        await _world.Store.UnlistAsync(listed, World.Cancellation);

        Assert.Single(await ListedAsync());
    }

    async Task<List<Engine.Streams.OpenProcess>> ListedAsync() =>
        await _world.Store.OpenProcessesAsync(World.Cancellation).ToListAsync(World.Cancellation);
}
