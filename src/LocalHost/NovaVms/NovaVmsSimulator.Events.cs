using System.Text.Json.Nodes;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.NovaVms;

/// <summary>The events that NovaVMS sends to us, and the state that its search shows.</summary>
public sealed partial class NovaVmsSimulator : IBusy
{
    readonly NovaVmsEventSender _events;

    /// <summary>Where events go; null sends none.</summary>
    public Uri? EventsUrl { get; set; }

    public int UnderWay => _events.UnderWay;

    /// <summary>What of an org is online, as the cross-org search shows it.</summary>
    public void SetOnline(string id, SimulatedCount cameras, SimulatedCount gateways) =>
        _orgs[id] = _orgs[id] with { Cameras = cameras, Gateways = gateways };

    /// <summary>
    /// Sends an event, signed, with the answer to its first attempt. After a 5xx, a 429 or no answer it is sent again, with the
    /// same id, until it is taken.
    /// </summary>
    /// <param name="id">The next one of ours when it is left out.</param>
    public Task<SentEvent> SendEventAsync(string type, JsonObject data, CancellationToken cancellation, string? id = null) =>
        _events.SendAsync(
            EventsUrl ?? throw new InvalidOperationException("Nobody said where events go."), type, data, id, cancellation);
}

/// <param name="Status">Null when no answer came.</param>
public sealed record SentEvent(string Id, int? Status, string Answer);
