using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Tests.Streams;

public class ProcessRunnerTests
{
    readonly World _world = new();

    [Fact]
    public async Task A_step_is_committed_with_its_events_effects_and_deadline()
    {
        Assert.Equal(new Step.Taken(1), await _world.RaiseAsync());

        var head = (await _world.Store.ReadAsync(World.Process, World.Cancellation))!.Head;
        Assert.Equal((1, World.Start.AddMinutes(15), false), (head.Version, head.Deadline, head.IsOver));
        var happened = Assert.Single(await _world.Store.ReadEventsAsync(World.Process, World.Cancellation));
        Assert.Equal(new Explanation(World.Start, Actor.PagerDuty, Rules.PageStartsAnIncident), happened.Why);
        var effect = Assert.Single(await _world.Store.ReadEffectsAsync(World.Process, World.Cancellation));
        Assert.Equal("incident-PGR0VU2/1/0", effect.Id.ToString());
    }

    [Fact]
    public async Task The_knock_goes_out_before_the_commit()
    {
        _world.Store.BeforeCommit = () =>
        {
            Assert.Equal([World.Start, World.Start.AddMinutes(15)], _world.Bus.Messages.Select(message => message.Due).Order());
            return Task.CompletedTask;
        };

        await _world.RaiseAsync();

        Assert.Null(_world.Store.BeforeCommit);
    }

    [Fact]
    public async Task Without_the_bus_nothing_is_committed()
    {
        _world.Bus.Fault = () => new IOException("The bus is away.");

        await Assert.ThrowsAsync<IOException>(() => _world.RaiseAsync());

        Assert.Null(await _world.Store.ReadAsync(World.Process, World.Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_listed_as_open_is_not_committed()
    {
        _world.Store.ListFault = () => new IOException("Storage is away.");

        await Assert.ThrowsAsync<IOException>(() => _world.RaiseAsync());

        Assert.Null(await _world.Store.ReadAsync(World.Process, World.Cancellation));
    }

    [Theory]
    [InlineData(true)] // by the same worker, which remembers it
    [InlineData(false)]
    public async Task What_was_begun_and_not_listed_is_not_answered_and_is_listed_when_it_comes_again(bool remembered)
    {
        _world.Store.ListFault = () => new IOException("Storage is away.");
        await Assert.ThrowsAsync<IOException>(() => _world.BeginAsync());
        _world.Store.ListFault = null;
        if (!remembered)
            _world.Recent.Forget(World.Process);
        Assert.Empty(await ListedAsync());

        Assert.Equal(new Step.Known(), await _world.BeginAsync());

        Assert.Equal(World.Process, Assert.Single(await ListedAsync()).Process);
        Assert.Single(await _world.Store.ReadEventsAsync(World.Process, World.Cancellation));
    }

    [Fact]
    public async Task The_same_input_changes_a_stream_once()
    {
        await _world.RaiseAsync();

        Assert.Equal(new Step.Known(), await _world.RaiseAsync());
        Assert.Single(await _world.Store.ReadEventsAsync(World.Process, World.Cancellation));
    }

    [Fact]
    public async Task An_input_is_known_by_any_of_its_names()
    {
        await _world.HandleAsync(new Core.Incidents.IncidentCommand.Raise(World.Page, World.Start), "webhook-1", "event-1");

        Assert.Equal(new Step.Known(), await _world.AcknowledgeAsync("event-1"));
        Assert.Equal(new Step.Known(), await _world.AcknowledgeAsync("webhook-1"));
        Assert.Equal(new Step.Taken(2), await _world.AcknowledgeAsync("webhook-2"));
    }

    [Fact]
    public async Task An_input_that_led_to_nothing_is_remembered_with_the_reason()
    {
        await _world.RaiseAsync("webhook-1");

        Assert.Equal(new Step.Ignored(Reason.AlreadyRaised), await _world.RaiseAsync("webhook-2"));
        Assert.Equal(new Step.Known(), await _world.RaiseAsync("webhook-2"));
    }

    [Fact]
    public async Task Whoever_loses_a_race_decides_again_on_what_is_there_now()
    {
        await _world.RaiseAsync();
        _world.Store.BeforeCommit = () => _world.ResolveAsync();

        Assert.Equal(new Step.Ignored(Reason.Over), await _world.AcknowledgeAsync());
    }

    [Fact]
    public async Task Whoever_loses_every_race_says_so()
    {
        _world.Store.BeforeCommit = LoseAgainAsync;

        await Assert.ThrowsAsync<ConflictException>(() => _world.HandleAsync(
            new Core.Incidents.IncidentCommand.Acknowledge(World.Page, World.Ada, World.Start, World.Start)));

        async Task LoseAgainAsync()
        {
            var before = await _world.Store.ReadAsync(World.Process, World.Cancellation);
            var next = new Head(World.Process, (before?.Head.Version ?? 0) + 1, """{"type":"none"}""", null, false, "");
            Assert.IsType<CommitOutcome.Committed>(await _world.Store.CommitAsync(
                new Commit(before, next, [], [], [], World.Start), World.Cancellation));
            _world.Store.BeforeCommit = LoseAgainAsync;
        }
    }

    async Task<List<OpenProcess>> ListedAsync()
    {
        var listed = new List<OpenProcess>();
        await foreach (var one in _world.Store.OpenProcessesAsync(World.Cancellation))
            listed.Add(one);
        return listed;
    }
}
