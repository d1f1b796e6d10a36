using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Tests.Wakeups;

public class WakeupHandlerTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    readonly World _world = new();

    [Fact]
    public async Task Effects_are_performed_by_the_wakeup()
    {
        await _world.RaiseAsync();
        Assert.Empty(_world.Slack.Told);

        await _world.DeliverAsync();

        Assert.Equal(["DeclareIncident"], _world.Slack.Effects);
    }

    [Fact]
    public async Task A_deadline_is_acted_on_when_it_has_passed()
    {
        await _world.RaiseAsync();
        await _world.AfterAsync(Quarter - TimeSpan.FromTicks(1));
        Assert.Empty(_world.PagerDuty.Told);

        await _world.AfterAsync(TimeSpan.FromTicks(1));

        Assert.Equal(["EscalatePage", "NotePage"], _world.PagerDuty.Effects);
        Assert.Equal(["DeclareIncident", "TellEscalated"], _world.Slack.Effects);
    }

    [Fact]
    public async Task A_doubled_knock_acts_once()
    {
        await _world.RaiseAsync();
        var twice = _world.Bus.Messages.ToList();
        await _world.AfterAsync(Quarter);

        foreach (var wakeup in twice)
            await _world.Wakeups.HandleAsync(wakeup, World.Cancellation);

        Assert.Equal(["EscalatePage", "NotePage"], _world.PagerDuty.Effects);
        Assert.Equal(["DeclareIncident", "TellEscalated"], _world.Slack.Effects);
    }

    [Fact]
    public async Task A_knock_that_comes_early_comes_again_in_time()
    {
        await _world.RaiseAsync();
        var deadline = _world.Bus.Messages.Single(message => message.Due == World.Start + Quarter);
        _world.Bus.LoseEverything();

        // By the bus's clock it is time, by ours two seconds are left.
        _world.Clock.Advance(Quarter - TimeSpan.FromSeconds(2));
        await _world.Wakeups.HandleAsync(deadline, World.Cancellation);
        Assert.Empty(_world.PagerDuty.Told);
        var again = _world.Bus.Messages.Single();
        Assert.Equal(World.Start + Quarter + TimeSpan.FromSeconds(2), again.Due);

        _world.Clock.Advance(TimeSpan.FromSeconds(2));
        await _world.Wakeups.HandleAsync(again, World.Cancellation);
        Assert.Equal(["EscalatePage", "NotePage"], _world.PagerDuty.Effects);
    }

    [Fact]
    public async Task A_knock_that_overtakes_its_commit_comes_again_until_the_commit_is_there()
    {
        await _world.Wakeups.HandleAsync(new Wakeup(World.Process, 1, World.Start, World.Start), World.Cancellation);
        var again = Assert.Single(_world.Bus.Messages);
        Assert.Equal(World.Start.AddSeconds(5), again.Due);
        _world.Bus.LoseEverything();

        await _world.RaiseAsync();
        _world.Bus.LoseEverything();
        _world.Clock.Advance(TimeSpan.FromSeconds(5));
        await _world.Wakeups.HandleAsync(again, World.Cancellation);

        Assert.Equal(["DeclareIncident"], _world.Slack.Effects);
    }

    [Fact]
    public async Task A_knock_whose_commit_never_came_ends_after_30_seconds()
    {
        await _world.Wakeups.HandleAsync(new Wakeup(World.Process, 1, World.Start, World.Start), World.Cancellation);

        for (var seconds = 0; seconds < 60; seconds += 5)
            await _world.AfterAsync(TimeSpan.FromSeconds(5));

        Assert.Empty(_world.Bus.Messages);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(20, 20)]
    [InlineData(3600, 60)] // never later than a minute after storage is back
    public async Task A_knock_that_storage_could_not_answer_comes_again_the_older_the_more_patiently(int age, int wait)
    {
        var knock = new Wakeup(World.Process, 1, World.Start, World.Start);
        _world.Clock.Advance(TimeSpan.FromSeconds(age));

        await _world.Wakeups.LaterAsync(knock, new IOException("Storage is away."), World.Cancellation);

        Assert.Equal(knock with { Due = World.Start.AddSeconds(age + wait) }, Assert.Single(_world.Bus.Messages));
    }

    [Fact]
    public async Task A_kind_that_nobody_knows_is_named()
    {
        await _world.RaiseAsync();
        var head = (await _world.Store.ReadAsync(World.Process, World.Cancellation))!.Head;
        var stranger = head with { Process = new("party-1"), Deadline = World.Start };
        await _world.Store.CommitAsync(new(null, stranger, [], [], [], World.Start), World.Cancellation);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Wakeups.HandleAsync(
            new Wakeup(stranger.Process, 1, World.Start, World.Start), World.Cancellation));

        Assert.Contains("'party'", refused.Message, StringComparison.Ordinal);
    }
}
