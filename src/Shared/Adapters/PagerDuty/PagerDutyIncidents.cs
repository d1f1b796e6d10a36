using System.Globalization;
using System.Net;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Engine.Outbox;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.PagerDuty;

/// <summary>How PagerDuty's incidents stand, read by REST.</summary>
public sealed class PagerDutyIncidents(PagerDutyRestCalls calls, TimeProvider clock) : IIncidentSource
{
    const int PageSize = 100;

    /// <summary>Two thousand open incidents: with more, what is left is read when these are closed.</summary>
    const int MaxPages = 20;

    public async Task<IncidentListing> ReadOpenAsync(CancellationToken cancellation)
    {
        var incidents = new List<StandingIncident>();
        for (var page = 0; page < MaxPages; page++)
        {
            var answer = await calls.SendAsync(HttpMethod.Get, string.Create(CultureInfo.InvariantCulture,
                $"incidents?statuses[]=triggered&statuses[]=acknowledged&limit={PageSize}&offset={page * PageSize}"), cancellation);
            if (PagerDutyAnswers.Classify(answer) is not Delivery.Done)
                return new IncidentListing.NotRead(PagerDutyAnswers.Classify(answer).ToString()!);

            using var document = LenientJson.Parse(((Answer.Given)answer).Body);
            if (document is null)
                return new IncidentListing.NotRead("PagerDuty's answer is not JSON.");
            incidents.AddRange(document.RootElement.Items("incidents").Select(Standing).OfType<StandingIncident>());
            if (!document.RootElement.Flag("more"))
                break;
        }

        return new IncidentListing.Read(incidents);
    }

    public async Task<IncidentListing> ReadAsync(IncidentId incident, CancellationToken cancellation)
    {
        var answer = await calls.SendAsync(HttpMethod.Get, PagerDutyRestCalls.PathOf(incident), cancellation);
        if (answer is Answer.Given { Status: HttpStatusCode.NotFound })
            return new IncidentListing.Read([]);
        if (PagerDutyAnswers.Classify(answer) is not Delivery.Done)
            return new IncidentListing.NotRead(PagerDutyAnswers.Classify(answer).ToString()!);

        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement.Child("incident") is { } found && Standing(found) is { } standing
            ? new IncidentListing.Read([standing])
            : new IncidentListing.NotRead("PagerDuty's answer has no incident.");
    }

    StandingIncident? Standing(JsonElement incident)
    {
        if (IncidentFields.Id(incident) is not { } id)
            return null;

        var now = clock.GetUtcNow();
        var page = IncidentFields.Page(new IncidentId(id), incident, now);
        var at = incident.Moment("last_status_change_at") ?? now;
        IncidentCommand? command = incident.Text("status") switch
        {
            "triggered" => new IncidentCommand.Raise(page, now),
            "acknowledged" => new IncidentCommand.Acknowledge(page, WhoIn(incident, "acknowledgements", "acknowledger"), at, now),
            "resolved" => new IncidentCommand.Resolve(page, LastChangedBy(incident), at, now),
            _ => null,
        };
        return command is null ? null : new StandingIncident(page.Incident, command);
    }

    static Actor WhoIn(JsonElement incident, string list, string role) => incident.Items(list)
        .Concat(incident.Items("assignments"))
        .Select(entry => (entry.Child(role) ?? entry.Child("assignee")) is { } who ? IncidentFields.User(who) : null)
        .FirstOrDefault(who => who is not null) ?? Actor.PagerDuty;

    static Actor LastChangedBy(JsonElement incident) =>
        incident.Child("last_status_change_by") is { } who ? IncidentFields.User(who) ?? Actor.PagerDuty : Actor.PagerDuty;
}
