using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Core.Detection;
using OnCall.Core.Processes;
using OnCall.Engine.Detection;

namespace OnCall.Adapters.NovaVms;

/// <summary>How many events were written so far, across all orgs.</summary>
public sealed class IngestProbe(NovaVmsCalls calls) : IProbe
{
    public const string Path = "api/v1/platform/ingest";

    public string Detector => Rules.IngestStalled.Id;

    public Task<Reading> ReadAsync(CancellationToken cancellation) => ReadingOf.AskAsync(
        calls, Path, Heartbeat, "an object with events_total, orgs_writing and orgs_silent", cancellation);

    static Reading? Heartbeat(JsonElement answer) =>
        answer.Count("events_total") is { } events
        && answer.Count("orgs_writing") is <= int.MaxValue and var writing && answer.Count("orgs_silent") is <= int.MaxValue and var silent
            ? new Reading.Ingest(events, answer.Moment("last_event_at"), (int)writing, (int)silent)
            : null;
}
