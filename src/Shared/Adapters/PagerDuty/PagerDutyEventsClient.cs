using System.Diagnostics;
using System.Net.Http.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Text;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.PagerDuty;

/// <summary>
/// Triggers and resolves alerts by PagerDuty's Events API v2. Sent twice it does no harm: while it is open, the same key is
/// the same alert.
/// </summary>
public sealed class PagerDutyEventsClient : INeighbour
{
    const int MaxSummaryLength = 1024;
    const int MaxWhyLength = 4000;

    /// <summary>What pages is a P1: there is no other severity.</summary>
    const string Severity = "critical";
    const string Client = "OnCallFunctions";

    readonly HttpClient _http;
    readonly PagerDutySettings _settings;

    public PagerDutyEventsClient(HttpClient http, PagerDutySettings settings)
    {
        _http = http;
        _http.BaseAddress ??= Call.BaseOf(settings.EventsUrl);
        _settings = settings;
    }

    public Lane Lane => Lane.PagerDutyEvents;

    public Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation) => letter.Effect switch
    {
        Effect.TriggerAlert trigger => SendAsync(Trigger(trigger.Alert), cancellation),
        Effect.ResolveAlert resolve => SendAsync(
            new EventRequest(_settings.RoutingKey, "resolve", resolve.Key.Value), cancellation),
        _ => throw new UnreachableException($"PagerDuty's events do not take {letter.Effect}."),
    };

    async Task<Delivery> SendAsync(EventRequest sent, CancellationToken cancellation)
    {
        // Answered with 202 and never acted on, if it were sent.
        if (sent.DedupKey.Length == 0)
            return new Delivery.GiveUp("An alert without a key was not sent: PagerDuty could not tell it from others.");
        if (_settings.RoutingKey.Length == 0)
            return new Delivery.GiveUp("PagerDuty was not told, because PagerDuty__RoutingKey is not set: "
                + "set it to the integration key of the service's Events API v2 integration.");

        using var request = new HttpRequestMessage(HttpMethod.Post, "v2/enqueue")
        {
            Content = JsonContent.Create(sent, PagerDutyJson.Default.EventRequest),
        };
        return PagerDutyAnswers.ClassifyEvent(await Call.SendAsync(_http, request, cancellation));
    }

    EventRequest Trigger(Alert alert) => new(_settings.RoutingKey, "trigger", alert.Key.Value)
    {
        Payload = new EventRequest.Details(
            Shortened.To(alert.Summary, MaxSummaryLength), alert.Source, Severity, alert.At, alert.Scope, alert.Rule,
            new EventRequest.Explanation(Shortened.To(alert.Why, MaxWhyLength), alert.Rule, alert.Scope)),
        Links = [.. alert.Links.Select(link => new EventRequest.Link(link.Url, link.Text))],
        Client = Client,
    };
}
