using OnCall.Core.Incidents;
using OnCall.Engine.Incidents;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Tests.Incidents;

public class IncidentDeskTests
{
    const string Ada = "U0ADA";
    const string Reply = "C0LIVE/100.000002";

    static readonly StreamCodec<Incident, IncidentEvent> Codec =
        new(IncidentStateJson.Default.Incident, IncidentEventJson.Default.IncidentEvent);

    readonly World _world = new();
    readonly Thread _thread = new();
    readonly IncidentDesk _desk;

    public IncidentDeskTests() =>
        _desk = new IncidentDesk(_world.Runner, new OpenIncidents(_world.Store, Codec), _thread, _world.Clock);

    [Fact]
    public async Task A_message_that_is_pinned_in_the_thread_joins_the_timeline_once()
    {
        await DeclareAsync();
        _thread.Messages.Add(new WrittenMessage(Reply, "U0BEN", "Rolled back at 08:50."));
        await _desk.PinnedAsync(Reply, Ada, World.Cancellation);
        await _desk.PinnedAsync(Reply, "U0BEN", World.Cancellation);

        var pinned = Assert.Single((await EventsAsync()).OfType<IncidentEvent.Pinned>());
        Assert.Equal(("U0BEN", "Rolled back at 08:50."), (pinned.Author, pinned.Text));
    }

    [Fact]
    public async Task What_is_pinned_elsewhere_is_nobodys()
    {
        await DeclareAsync();
        Assert.Null(await _desk.PinnedAsync("C0LIVE/7.000001", Ada, World.Cancellation));
    }

    [Fact]
    public async Task What_is_pinned_while_the_thread_cannot_be_read_is_told_again_and_not_lost()
    {
        await DeclareAsync();
        _thread.Messages.Add(new WrittenMessage(Reply, Ada, "text"));
        _thread.IsDown = true;
        var unread = await Assert.ThrowsAsync<ThreadNotReadException>(() => _desk.PinnedAsync(Reply, Ada, World.Cancellation));
        Assert.Contains("Slack failed with 503", unread.Message, StringComparison.Ordinal);

        _thread.IsDown = false;
        Assert.IsType<Step.Taken>(await _desk.PinnedAsync(Reply, Ada, World.Cancellation));
    }

    [Fact]
    public async Task A_word_in_the_thread_of_an_open_incident_shows_that_somebody_is_there()
    {
        await DeclareAsync();
        Assert.Null(await _desk.WrittenAsync("C0LIVE/7.000001", Ada, World.Cancellation));
        Assert.IsType<Step.Taken>(await _desk.WrittenAsync(await ThreadAsync(), Ada, World.Cancellation));
        Assert.IsType<Step.Ignored>(await _desk.WrittenAsync(await ThreadAsync(), Ada, World.Cancellation));

        Assert.Single((await EventsAsync()).OfType<IncidentEvent.CameOnline>());
    }

    [Fact]
    public async Task The_same_press_told_twice_changes_nothing_twice()
    {
        await DeclareAsync();
        var press = new InputId("slack-press-1.2.abc");
        var say = new IncidentCommand.Say(Ada, "Rolling back.", _world.Now);
        Assert.IsType<Step.Taken>(await _desk.DoAsync(World.Incident.Value, say, press, World.Cancellation));
        _world.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.IsType<Step.Known>(await _desk.DoAsync(World.Incident.Value, say with { Now = _world.Now }, press, World.Cancellation));

        Assert.Single((await EventsAsync()).OfType<IncidentEvent.UpdatePosted>());
    }

    [Fact]
    public async Task A_resolved_incident_is_not_looked_for_any_more()
    {
        await DeclareAsync();
        var thread = await ThreadAsync();
        await _world.ResolveAsync();

        Assert.Null(await _desk.WrittenAsync(thread, Ada, World.Cancellation));
    }

    async Task DeclareAsync()
    {
        await _world.RaiseAsync();
        await _world.DeliverAsync();
    }

    async Task<string> ThreadAsync() => (await _world.Store.ReadAsync(World.Process, World.Cancellation))!.Thread!;

    async Task<IEnumerable<IncidentEvent>> EventsAsync() =>
        (await _world.Store.ReadEventsAsync(World.Process, World.Cancellation)).Select(row => Codec.ReadEvent(row.Json));

    sealed class Thread : IIncidentThread
    {
        public List<WrittenMessage> Messages { get; } = [];

        public bool IsDown { get; set; }

        public Task<Listing<WrittenMessage>> ReadAsync(string thread, CancellationToken cancellation) =>
            Task.FromResult<Listing<WrittenMessage>>(IsDown
                ? new Listing<WrittenMessage>.NotRead("Slack failed with 503.")
                : new Listing<WrittenMessage>.Read(Messages));
    }
}
