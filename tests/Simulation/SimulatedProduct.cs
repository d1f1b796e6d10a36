using OnCall.Core.Detection;
using OnCall.Core.Policy;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>
/// The product, of which a world watches one thing: the cloud API answers 5xx, gateways drop, or events are no longer
/// written, for times around the line that pages.
/// </summary>
sealed class SimulatedProduct
{
    const long Fleet = 400;
    const int MaxMissing = 3;
    const int MaxOutages = 4;
    const double FlapsLikely = 0.3;
    const double Flap = 0.15;
    const double Blind = 0.2;

    readonly List<ProductOutage> _outages = [];
    readonly World _world;
    readonly DetectionPolicy _policy;
    readonly double _flaps;

    public SimulatedProduct(World world, OnCallPolicy policy)
    {
        (_world, _policy, Detector) = (world, policy.Detection, Detectors.All[world.Chance.Number(Detectors.All.Count)]);
        _flaps = world.Chance.Happens(FlapsLikely) ? Flap : 0;
        var line = Line ?? policy.Detection.Gateways.Within;
        var at = world.Span.Start;
        for (var left = 1 + world.Chance.Number(MaxOutages); left > 0; left--)
        {
            var from = at + world.Chance.Between(4 * 60, 30 * 60);
            at = from + world.Chance.Between(line.TotalSeconds / 3, line.TotalSeconds * 3);
            _outages.Add(new ProductOutage(from, at, 5 + world.Chance.Number(30)));
        }
    }

    public static WatchedProduct Watched { get; } = new(new Uri("https://novavms.novalien.com/"));

    public Detector Detector { get; }

    public IReadOnlyList<ProductOutage> Outages => _outages;

    /// <summary>In the midst of an outage it answers well now and then.</summary>
    public bool Flaps => _flaps > 0;

    /// <summary>How long it has to fail until it pages; null when it pages at once.</summary>
    public TimeSpan? Line => Detector switch
    {
        CloudApiDetector => _policy.CloudApi.FailsFor,
        IngestDetector => _policy.Ingest.SilentFor,
        _ => null,
    };

    /// <summary>When a probe read it, by the clock of its worker; heard of or not.</summary>
    public List<DateTimeOffset> ReadAt { get; } = [];

    /// <summary>What was stored of what was read, oldest first.</summary>
    public List<Observation> Seen { get; } = [];

    /// <summary>When a round could not read the silences.</summary>
    public List<DateTimeOffset> SilencesUnreadAt { get; } = [];

    public IEnumerable<string> Check(Commit commit) => new DetectorStepInvariants(_world, _policy, commit).Check();

    public Reading Read()
    {
        var (now, chance) = (_world.Now, _world.Chance);
        if (chance.Happens(_world.Weather.SilentSource * Blind))
        {
            _world.Faults.Add("probe blind");
            return new Reading.Blind("It answers nonsense. Look at it.");
        }

        var outage = _outages.FirstOrDefault(one => one.From <= now && now < one.To);
        return Detector switch
        {
            CloudApiDetector => outage is not null && !chance.Happens(_flaps) ? Failing(chance) : Answers(200),
            GatewaysDetector => new Reading.Gateways(
                (Fleet * (100 - (outage?.Percent ?? 0)) / 100) - chance.Number(MaxMissing), Fleet),
            _ => new Reading.Ingest(Written(now), LastEventAt: null, OrgsWriting: 42, OrgsSilent: 0),
        };
    }

    static Reading.CloudApi Failing(Chance chance) => chance.Number(3) switch
    {
        0 => Answers(503),
        1 => new Reading.CloudApi(new EndpointAnswer.Status(200), new EndpointAnswer.TimedOut(), OthersAnswer: true),
        _ => new Reading.CloudApi(new EndpointAnswer.Status(500), new EndpointAnswer.Status(200)),
    };

    static Reading.CloudApi Answers(int status) => new(new EndpointAnswer.Status(status), new EndpointAnswer.Status(status));

    // A hundred each second in which it writes.
    long Written(DateTimeOffset now)
    {
        var stalled = _outages.Where(one => one.From < now).Sum(one => ((now < one.To ? now : one.To) - one.From).TotalSeconds);
        return (long)(((now - _world.Span.Start).TotalSeconds - stalled) * 100);
    }
}

/// <param name="Percent">How many of the gateways drop.</param>
sealed record ProductOutage(DateTimeOffset From, DateTimeOffset To, int Percent);
