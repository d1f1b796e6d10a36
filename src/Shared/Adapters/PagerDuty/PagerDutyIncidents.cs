using System.Net;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.PagerDuty;

/// <summary>How PagerDuty's incidents stand, read by REST.</summary>
public sealed class PagerDutyIncidents(PagerDutyRestCalls calls, TimeProvider clock) : IIncidentSource
{
    public Task<Listing<StandingIncident>> ReadOpenAsync(CancellationToken cancellation) => PagerDutyPages.ReadAsync(
        calls, "incidents?statuses[]=triggered&statuses[]=acknowledged", "incidents", Standing, cancellation);

    public async Task<Listing<StandingIncident>> ReadAsync(IncidentId incident, CancellationToken cancellation)
    {
        var answer = await calls.SendAsync(HttpMethod.Get, PagerDutyRestCalls.PathOf(incident), cancellation);
        if (answer is Answer.Given { Status: HttpStatusCode.NotFound })
            return new Listing<StandingIncident>.Read([]);
        if (PagerDutyAnswers.WhyNot(answer) is { } why)
            return new Listing<StandingIncident>.NotRead(why);

        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement.Child("incident") is { } found && Standing(found) is { } standing
            ? new Listing<StandingIncident>.Read([standing])
            : new Listing<StandingIncident>.NotRead("PagerDuty's answer has no incident.");
    }

    StandingIncident? Standing(JsonElement incident)
    {
        if (IncidentFields.Id(incident) is not { } id)
            return null;

        var now = clock.GetUtcNow();
        var page = IncidentFields.Page(new IncidentId(id), incident, now);
        var at = incident.Moment("last_status_change_at") ?? now;
        var taken = incident.Items("acknowledgements").OrderByDescending(one => one.Moment("at")).FirstOrDefault();
        IncidentCommand? command = incident.Text("status") switch
        {
            "triggered" => new IncidentCommand.Raise(page, now),
            // Dated by itself: a listing that is a moment old must not undo a page that was sent meanwhile.
            "acknowledged" => new IncidentCommand.Acknowledge(page, WhoTook(incident, taken), taken.Moment("at") ?? at, now),
            "resolved" => new IncidentCommand.Resolve(page, LastChangedBy(incident), at, now),
            _ => null,
        };
        return command is null ? null : new StandingIncident(page.Incident, command, IncidentFields.Key(incident));
    }

    static Actor WhoTook(JsonElement incident, JsonElement acknowledgement) =>
        UserIn(acknowledgement, "acknowledger")
        ?? incident.Items("assignments").Select(one => UserIn(one, "assignee")).FirstOrDefault(who => who is not null)
        ?? Actor.PagerDuty;

    static Actor LastChangedBy(JsonElement incident) => UserIn(incident, "last_status_change_by") ?? Actor.PagerDuty;

    static Actor? UserIn(JsonElement parent, string role) =>
        parent.Child(role) is { } who ? IncidentFields.User(who) : null;
}
