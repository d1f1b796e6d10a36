namespace OnCall.Simulation;

enum Part
{
    Storage,
    Bus,
    Slack,
    PagerDuty,
}

/// <summary>When which part of the world cannot be reached.</summary>
sealed class Outages
{
    readonly List<(Part Part, DateTimeOffset From, DateTimeOffset To)> _outages = [];

    public Outages(Weather weather, Chance chance, DateTimeOffset start)
    {
        for (var outage = 0; outage < weather.Outages; outage++)
        {
            var from = start + chance.Between(0, TimeSpan.FromDays(7).TotalSeconds);
            _outages.Add(((Part)chance.Number(4), from, from + chance.Between(1, 40 * 60)));
        }
    }

    /// <summary>An outage that hits whatever happens to be going on.</summary>
    public void Add(Part part, DateTimeOffset from, TimeSpan length) => _outages.Add((part, from, from + length));

    public bool IsDown(Part part, DateTimeOffset at) =>
        _outages.Any(outage => outage.Part == part && outage.From <= at && at < outage.To);

    /// <summary>Whether one of the parts was away at any time between.</summary>
    public bool AnyBetween(DateTimeOffset from, DateTimeOffset to, params IEnumerable<Part> parts) =>
        _outages.Any(outage => parts.Contains(outage.Part) && outage.From < to && from < outage.To);
}

/// <summary>A part of the world could not be reached, or its answer was lost.</summary>
sealed class AwayException(Part part) : Exception($"{part} is away.");
