using OnCall.Adapters.Text;
using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Engine.Incidents;
using OnCall.Engine.Postmortems;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Incidents;

/// <summary>
/// Incidents that are open or were closed lately; one of them with its timeline: <c>GET /api/incidents/PGR0VU2</c>, or its postmortem's
/// draft: <c>?format=markdown</c>.
/// </summary>
static class IncidentsFunction
{
    const int MaxShownLength = 50;
    const string Markdown = "text/markdown";

    public static void MapIncidents(this IEndpointRouteBuilder routes) => routes.MapGet("/api/incidents/{id?}", HandleAsync);

    static async Task<IResult> HandleAsync(
        string? id, HttpRequest request, StoredIncidents stored, PostmortemDrafter drafter, OnCallPolicy policy, TimeProvider clock,
        CancellationToken cancellation)
    {
        var wanted = id ?? request.Query["id"].ToString();
        var format = request.Query["format"].ToString();
        if (format is not ("" or "json" or "markdown"))
            return PeopleAnswers.Unreadable($"format: '{Shortened.To(format, MaxShownLength)}' is none of json, markdown.");
        if (wanted.Length == 0)
            return format == "markdown"
                ? PeopleAnswers.Unreadable("Which one? A draft is of one incident: /api/incidents/PGR0VU2?format=markdown.")
                : Results.Json(
                    IncidentsAnswer.Of(await stored.ReadOpenAsync(cancellation), await stored.ReadClosedAsync(cancellation), clock.GetUtcNow()),
                    IncidentsJson.Default.IncidentsAnswer);

        if (format == "markdown" || (format.Length == 0 && WantsMarkdown(request)))
            return await drafter.DraftAsync(wanted, cancellation) is { } draft
                ? Results.Text(draft.Text, $"{Markdown}; charset=utf-8")
                : NotThere(wanted);
        return await stored.FindAsync(wanted, cancellation) is { } record
            ? Results.Json(IncidentAnswer.Of(record, Timeline.Of(record, policy), clock.GetUtcNow()), IncidentsJson.Default.IncidentAnswer)
            : NotThere(wanted);
    }

    static bool WantsMarkdown(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(Markdown, StringComparison.OrdinalIgnoreCase);

    static IResult NotThere(string id) => PeopleAnswers.NotThere(
        $"No incident '{Shortened.To(id, MaxShownLength)}' is known: write PagerDuty's id of one, such as PGR0VU2. "
        + "GET /api/incidents lists them.");
}
