namespace OnCall.Core.Noise;

/// <summary>Where what is not page-worthy stands: what waits until when, and what was said lately. On disk.</summary>
/// <param name="Reported">How many reports there ever were. Each of them was said or waits.</param>
/// <param name="Said">How many of them were said.</param>
/// <param name="Waiting">Each rule once.</param>
/// <param name="Open">In business hours: rules of which something was said just now.</param>
/// <param name="Latest">The digests that were said last, the latest last.</param>
public sealed record NoiseBook(
    long Reported, long Said, IReadOnlyList<NoiseBundle> Waiting, IReadOnlyList<SaidRule> Open, IReadOnlyList<SaidNoise> Latest)
{
    public static readonly NoiseBook Empty = new(Reported: 0, Said: 0, Waiting: [], Open: [], Latest: []);

    /// <summary>When Slack last refused something and it was told; null when it never did.</summary>
    public DateTimeOffset? RefusalToldAt { get; init; }

    /// <summary>What has waited long enough, the most first.</summary>
    public IReadOnlyList<NoiseBundle> DueAt(DateTimeOffset now) => MostFirst(Waiting.Where(bundle => bundle.Until <= now));

    /// <summary>Until when further reports of the rule come together; null when the next one is said at once.</summary>
    public DateTimeOffset? OpenUntil(string rule, DateTimeOffset now) =>
        Open.FirstOrDefault(said => said.Rule == rule && said.Until > now)?.Until;

    public NoiseBook With(IEnumerable<NoiseBundle> bundles) => this with { Waiting = [.. bundles.Aggregate(Waiting, Add)] };

    public NoiseBook Without(IReadOnlyList<NoiseBundle> said) => this with
    {
        Waiting = [.. Waiting.Where(bundle => said.All(one => one.Rule != bundle.Rule))],
        Said = Said + said.Sum(bundle => (long)bundle.Count),
    };

    /// <summary>The rules of which something was said just now; what is over is forgotten.</summary>
    public NoiseBook Opened(IEnumerable<SaidRule> said, DateTimeOffset now) => this with
    {
        Open = [.. Open.Where(one => one.Until > now).Concat(said).TakeLast(NoiseLimits.MaxAtOnce)],
    };

    public NoiseBook Remember(IReadOnlyList<NoiseBundle> bundles, DateTimeOffset at) => this with
    {
        Latest = [.. Latest.Append(SaidNoise.Of(bundles, at)).TakeLast(NoiseLimits.MaxSaid)],
    };

    public static IReadOnlyList<NoiseBundle> MostFirst(IEnumerable<NoiseBundle> bundles) =>
        [.. bundles.OrderByDescending(bundle => bundle.Count).ThenByDescending(bundle => bundle.Last)];

    static IReadOnlyList<NoiseBundle> Add(IReadOnlyList<NoiseBundle> waiting, NoiseBundle bundle)
    {
        var isKept = waiting.Any(one => one.Rule == bundle.Rule)
            || waiting.Count(one => one.Rule != NoiseBundle.OtherRules) < NoiseLimits.MaxRules;
        var added = isKept ? bundle : bundle.AsOther();
        return waiting.Any(one => one.Rule == added.Rule)
            ? [.. waiting.Select(one => one.Rule == added.Rule ? one.With(added) : one)]
            : [.. waiting, added];
    }
}

/// <param name="Until">Until then further reports of it wait, and come together.</param>
public sealed record SaidRule(string Rule, DateTimeOffset At, DateTimeOffset Until);

/// <summary>A digest that was said: whatever had no room in its message stands here.</summary>
public sealed record SaidNoise(DateTimeOffset At, long Reports, IReadOnlyList<SaidRuleCount> Rules)
{
    public static SaidNoise Of(IReadOnlyList<NoiseBundle> bundles, DateTimeOffset at) => new(
        at, bundles.Sum(bundle => (long)bundle.Count),
        [.. bundles.Select(bundle => new SaidRuleCount(bundle.Rule, bundle.Count, bundle.First, bundle.Last))]);
}

public sealed record SaidRuleCount(string Rule, int Count, DateTimeOffset First, DateTimeOffset Last);
