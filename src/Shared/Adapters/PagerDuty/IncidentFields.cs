using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Adapters.PagerDuty;

/// <summary>The fields of an incident that webhooks and REST write alike.</summary>
public static class IncidentFields
{
    const int MaxIdLength = 100;
    const int MaxNameLength = 200;
    public const int MaxTitleLength = 1000;

    /// <summary>Null for an id that is missing or of no sensible length.</summary>
    internal static string? Id(JsonElement element) => element.Text("id") is { Length: <= MaxIdLength } id ? id : null;

    /// <summary>By what its alert was triggered; null for one that is missing or of no sensible length.</summary>
    internal static DedupKey? Key(JsonElement data) =>
        data.Text("incident_key") is { Length: <= DedupKey.MaxLength } key ? DedupKey.Parse(key) : null;

    internal static string Name(string text) => Shortened.To(text, MaxNameLength);

    /// <param name="at">When the page started, in case the incident itself does not say.</param>
    internal static Page Page(IncidentId id, JsonElement data, DateTimeOffset at) => new(
        id,
        Shortened.To(data.Text("title") ?? data.Text("summary") ?? $"Incident {id}", MaxTitleLength),
        data.Child("service")?.Text("summary") is { } service ? Name(service) : null,
        data.Url("html_url"),
        data.Moment("created_at") ?? at);

    internal static Actor? User(JsonElement reference) => Id(reference) is { } id
        ? Actor.PagerDutyUser(id, Name(reference.Text("summary") ?? id))
        : null;
}
