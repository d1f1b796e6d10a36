using System.Globalization;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.GitHub;
using OnCall.LocalHost.NovaVms;
using OnCall.LocalHost.PagerDuty;
using OnCall.LocalHost.Site;
using OnCall.LocalHost.Slack;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.Drills;

/// <summary>
/// Everything on one machine, on a clock that the player moves. Real storage, real AMQP, real HTTP and real
/// signatures; only time is played.
/// </summary>
public sealed class Stage : IAsyncDisposable
{
    /// <summary>Tuesday morning, quarter to ten in Berlin: the runbook's own "outage at 08:42 UTC".</summary>
    public static readonly DateTimeOffset Curtain = DateTimeOffset.Parse("2026-01-06T08:42:00Z", CultureInfo.InvariantCulture);

    // Ten seconds in all.
    const int LooksForACommit = 200;
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);

    readonly LocalSite _site;
    readonly DateTimeOffset _start;
    readonly TimeTravel _time;
    readonly Lock _gate = new();
    readonly List<Sighting> _seen = [];

    Stage(LocalSite site, SimulatedClock clock, OnCallPolicy policy)
    {
        (_site, Clock, Policy, _start) = (site, clock, policy, clock.GetUtcNow());
        _time = new TimeTravel(clock, site.BusyParts);
        PagerDuty.Happened += happening => See(Place.PagerDuty, happening.Sentence);
        Slack.Posted += message => See(PlaceOf(message), ToWhom(message) + Slack.Render(message));
        Slack.Edited += message => See(Place.Edited, Slack.Render(message));
        Slack.Whispered += message => See(Place.Ephemeral, ToWhom(message) + Slack.Render(message));
    }

    /// <summary>Told each sighting as it happens.</summary>
    public event Action<Sighting>? Seen;

    public OnCallPolicy Policy { get; }

    public SimulatedClock Clock { get; }

    /// <summary>One of the app's own parts, for what nobody outside can say yet.</summary>
    public T Part<T>() where T : notnull => _site.Parts!.GetRequiredService<T>();

    public Uri Address => _site.Address;

    public Neighbourhood Neighbourhood => _site.Neighbourhood;

    public PagerDutySimulator PagerDuty => Neighbourhood.PagerDuty!;

    public SlackSimulator Slack => Neighbourhood.Slack!;

    public GitHubSimulator GitHub => Neighbourhood.GitHub!;

    public NovaVmsSimulator NovaVms => Neighbourhood.NovaVms!;

    /// <summary>All that people saw, in the order in which they saw it.</summary>
    public IReadOnlyList<Sighting> Sightings
    {
        get
        {
            lock (_gate)
                return [.. _seen];
        }
    }

    public static async Task<Stage> SetAsync(StageSetup setup, CancellationToken cancellation)
    {
        var clock = new SimulatedClock(setup.Start);
        var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(setup.Policy, clock)
            {
                InMemory = setup.InMemory,
                Given = setup.Given,
                PagerDutyEscalatesAfter = setup.PagerDutyEscalatesAfter,
                Progress = setup.Progress,
                Loggers = setup.Loggers,
            },
            cancellation);
        var site = await LocalSite.StartAsync(
            neighbourhood,
            new LocalSiteSetup(SettingsOf(neighbourhood, setup), clock)
            {
                InThisProcess = true,
                FunctionsPort = 0,
                Loggers = setup.Loggers,
                Parts = PartsOf(setup),
                Without = setup.Without,
            },
            cancellation);
        return new Stage(site, clock, setup.Policy);
    }

    public Task FastForwardAsync(TimeSpan time, CancellationToken cancellation) => _time.FastForwardAsync(time, cancellation);

    /// <summary>Lets everything happen that needs no time to pass.</summary>
    public Task SettleAsync(CancellationToken cancellation) => _time.SettleAsync(cancellation);

    public Person Person(string id) => Policy[new PersonId(id)];

    /// <summary>Who is on which level now: "primary Ada".</summary>
    public IEnumerable<string> ChainNow()
    {
        var chain = new EscalationChain(Policy, new RotationCalendar(Policy.Rotation, new OnCallZone(Policy.Zone)));
        return Enumerable.Range(1, chain.Levels).Select(level =>
            $"{chain.RoleAt(level).Spoken()} {chain.ResponderAt(level, Clock.GetUtcNow())?.Person.Name ?? "(nobody)"}");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    // What the test gives goes before what the neighbours say of themselves.
    static Dictionary<string, string> SettingsOf(Neighbourhood neighbourhood, StageSetup setup)
    {
        var settings = new Dictionary<string, string>(neighbourhood.Settings) { ["OnCall__PolicyFile"] = setup.PolicyFile };
        foreach (var (name, value) in setup.Given)
            settings[name] = value;
        return settings;
    }

    // Whoever looks again later looks when this clock has moved, which it does not while a first commit is slow on a
    // busy machine: so a knock that overtook its commit waits for it, by the machine's clock, as long as that may take.
    static Action<IServiceCollection> PartsOf(StageSetup setup) => services =>
    {
        services.AddSingleton(new Patience(TimeProvider.System) { Waits = [.. Enumerable.Repeat(BetweenLooks, LooksForACommit)] });
        setup.Parts?.Invoke(services);
    };

    Place PlaceOf(PostedMessage message) =>
        message.IsDirect ? Place.DirectMessage
        : message.ThreadTs is not null ? Place.Thread
        : message.Channel == Policy.Channels.OnCall ? Place.OnCallChannel
        : message.Channel == Policy.Channels.Noise ? Place.NoiseChannel
        : Place.Channel;

    // Who it is that sees it belongs to what is seen.
    string ToWhom(PostedMessage message) =>
        message.IsDirect ? $"to {message.Channel.Name}: "
        : message.EphemeralTo is { } reader ? $"to {Policy.People.First(person => person.Slack == reader).Name}: "
        : "";

    void See(Place place, string text)
    {
        var sighting = new Sighting(Clock.GetUtcNow() - _start, place, text);
        lock (_gate)
            _seen.Add(sighting);
        Seen?.Invoke(sighting);
    }
}
