using System.Globalization;
using System.Text.Json.Nodes;

namespace OnCall.LocalHost.NovaVms;

/// <summary>
/// What all customers together have: gateways, and events that are written as time goes by. Well, until it is told otherwise.
/// </summary>
public sealed class SimulatedPlatform(TimeProvider clock)
{
    const int EventsPerSecond = 4;
    const long EventsAtTheStart = 1_000_000;
    const int Orgs = 42;

    readonly DateTimeOffset _start = clock.GetUtcNow();
    readonly Lock _gate = new();
    DateTimeOffset? _stoppedAt;
    TimeSpan _lost;

    public long GatewaysTotal { get; set; } = 420;

    public long GatewaysOnline { get; set; } = 412;

    /// <summary>So many of the orgs write no events, while the others do.</summary>
    public int OrgsSilent { get; set; }

    /// <summary>By how much the product's own clock is wrong.</summary>
    public TimeSpan ClockIsAheadBy { get; set; }

    /// <summary>From now on no org's events are written.</summary>
    public void StopIngest()
    {
        lock (_gate)
            _stoppedAt ??= clock.GetUtcNow();
    }

    /// <summary>What came meanwhile is lost.</summary>
    public void ResumeIngest()
    {
        lock (_gate)
        {
            _lost += _stoppedAt is { } stopped ? clock.GetUtcNow() - stopped : TimeSpan.Zero;
            _stoppedAt = null;
        }
    }

    internal JsonObject Gateways() => new() { ["online"] = GatewaysOnline, ["total"] = GatewaysTotal };

    internal JsonObject Ingest()
    {
        lock (_gate)
        {
            var lastEventAt = _stoppedAt ?? clock.GetUtcNow();
            var silent = _stoppedAt is null ? OrgsSilent : Orgs;
            return new JsonObject
            {
                ["events_total"] = EventsAtTheStart + (long)((lastEventAt - _start - _lost).TotalSeconds * EventsPerSecond),
                ["last_event_at"] = (lastEventAt + ClockIsAheadBy).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
                ["orgs_writing"] = Orgs - silent,
                ["orgs_silent"] = silent,
            };
        }
    }
}
