namespace OnCall.Simulation;

enum Part
{
    Storage,
    Bus,
    Slack,
    PagerDuty,

    /// <summary>Where the handover note comes from.</summary>
    Sources,

    /// <summary>What ticks and reconciles: the minutes pass, and nobody is told.</summary>
    Timers,

    /// <summary>The on-call channel is archived: Slack answers, and refuses.</summary>
    Channel,

    /// <summary>PagerDuty's other host, where alerts are triggered.</summary>
    PagerDutyEvents,
}

/// <summary>When which part of the world cannot be reached.</summary>
sealed class Outages
{
    const int Neighbours = 5;
    const double LongestMinutes = 40;
    const double LongestWithoutTicksHours = 72;
    const double LongestWithoutChannelHours = 5;

    readonly List<(Part Part, DateTimeOffset From, DateTimeOffset To)> _outages = [];
    readonly Chance _chance;
    readonly Span _span;

    /// <param name="handovers">Around which half of the outages are: there they hurt.</param>
    public Outages(Weather weather, Chance chance, Span span, IReadOnlyList<DateTimeOffset> handovers)
    {
        (_chance, _span) = (chance, span);
        var weeks = (int)Math.Ceiling((span.CalmFrom - span.Start).TotalDays / 7) - 1;
        for (var outage = 0; outage < weather.Outages * weeks; outage++)
            Add((Part)chance.Number(Neighbours), At(handovers), chance.Between(1, LongestMinutes * 60));
        for (var outage = 0; outage < weather.TimerOutages * weeks; outage++)
            Add(
                Part.Timers, At(handovers),
                chance.Between(1, LongestWithoutTicksHours * 3600 * (chance.Happens(0.2) ? 1 : 0.02)));
        for (var outage = 0; outage < weather.ChannelOutages * weeks; outage++)
            Add(Part.Channel, At(handovers), chance.Between(1, LongestWithoutChannelHours * 3600));
    }

    /// <summary>Not beyond the beginning of the calm.</summary>
    public void Add(Part part, DateTimeOffset from, TimeSpan length)
    {
        var to = from + length < _span.CalmFrom ? from + length : _span.CalmFrom;
        if (from < to)
            _outages.Add((part, from, to));
    }

    public bool IsDown(Part part, DateTimeOffset at)
    {
        foreach (var outage in _outages)
            if (outage.Part == part && outage.From <= at && at < outage.To)
                return true;
        return false;
    }

    /// <summary>Whether one of the parts was away at any time between.</summary>
    public bool AnyBetween(DateTimeOffset from, DateTimeOffset to, params IEnumerable<Part> parts) =>
        _outages.Any(outage => parts.Contains(outage.Part) && outage.From < to && from < outage.To);

    DateTimeOffset At(IReadOnlyList<DateTimeOffset> handovers) => handovers.Count > 0 && _chance.Happens(0.5)
        ? handovers[_chance.Number(handovers.Count)] + _chance.Between(-3600, 3 * 3600)
        : _span.Start + _chance.Between(0, (_span.CalmFrom - _span.Start).TotalSeconds);
}

/// <summary>A part of the world could not be reached, or its answer was lost.</summary>
sealed class AwayException(Part part) : Exception($"{part} is away.");
