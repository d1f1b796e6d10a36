using System.Collections.Concurrent;
using OnCall.Adapters.Slack;
using OnCall.LocalHost.PagerDuty;
using OnCall.LocalHost.Site;
using OnCall.LocalHost.Slack;

namespace OnCall.Bench.Crash;

/// <summary>Keeps what the neighbours saw, by incident.</summary>
sealed class Witness
{
    const string Process = "incident-";

    readonly ConcurrentDictionary<string, ConcurrentQueue<Sight>> _seen = new(StringComparer.Ordinal);

    public Witness(Neighbourhood neighbourhood)
    {
        var pagerDuty = neighbourhood.PagerDuty!;
        pagerDuty.Happened += happening => Keep(happening.Incident.Id, new Sight.InPagerDuty(happening));
        pagerDuty.WebhookSent += attempt => Keep(attempt.IncidentId, new Sight.Webhook(attempt));
        pagerDuty.Called += Keep;
        neighbourhood.Slack!.Posted += Keep;
    }

    public int Pages => _seen.Values.Sum(sights => sights.OfType<Sight.InPagerDuty>()
        .Count(sight => sight.Happening.EventType == "incident.escalated"));

    public int Messages => _seen.Values.Sum(sights => sights.OfType<Sight.Posted>().Count());

    /// <summary>In the order of time.</summary>
    public IReadOnlyList<Sight> Of(string incident) =>
        _seen.TryGetValue(incident, out var sights) ? [.. sights.OrderBy(sight => sight.At)] : [];

    void Keep(string incident, Sight sight) => _seen.GetOrAdd(incident, _ => []).Enqueue(sight);

    void Keep(PagerDutyCall call)
    {
        if (call.Path.Split('/', '?') is ["", "incidents", var incident, ..])
            Keep(incident, new Sight.Called(call));
    }

    void Keep(PostedMessage message)
    {
        var effect = EffectOf(message);
        if (effect.StartsWith(Process, StringComparison.Ordinal))
            Keep(effect[Process.Length..].Split('/')[0], new Sight.Posted(message, effect));
    }

    static string EffectOf(PostedMessage message) =>
        message.Metadata is { } metadata
        && metadata.GetProperty("event_type").GetString() == SlackClient.EffectEventType
            ? metadata.GetProperty("event_payload").GetProperty("effect_id").GetString() ?? ""
            : "";
}
