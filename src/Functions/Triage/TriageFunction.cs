using OnCall.Adapters.Text;
using OnCall.Core.Policy;
using OnCall.Engine.Incidents;
using OnCall.Engine.Triage;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Triage;

/// <summary>"Check prod status. Check recent deploys. Check the reliability-report directory": on demand, <c>POST /api/triage</c>.</summary>
static class TriageFunction
{
    const int MaxShownLength = 50;

    public static void MapTriage(this IEndpointRouteBuilder routes) => routes.MapPost("/api/triage", RunAsync);

    static async Task<IResult> RunAsync(
        HttpRequest request, OnCallPolicy policy, TriageDesk desk, CancellationToken cancellation)
    {
        if (await RawBody.ReadAsync(request, cancellation) is not { } body)
            return PeopleAnswers.TooLarge;
        var reader = new TriageRequestReader(policy);
        if (reader.Read(TriageRequestReader.Parse(body)) is not { } wanted)
            return PeopleAnswers.Refused(reader.Refusals);

        StoredIncident? incident = null;
        if (wanted.Incident is { } id && (incident = await desk.FindAsync(id, cancellation)) is null)
            return PeopleAnswers.NotThere(
                $"No open incident is called '{Shortened.To(id, MaxShownLength)}': {await desk.OpenOnesAsync(cancellation)}. "
                + "Leave incident out to look without one.");
        var findings = await desk.ReadAsync(incident, wanted.Org, wanted.By, cancellation);
        return Results.Json(TriageAnswer.Of(findings, incident?.Page.Incident.Value), AnswerJson.Default.TriageAnswer);
    }
}
