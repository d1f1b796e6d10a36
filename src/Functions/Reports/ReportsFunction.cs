using OnCall.Core.Policy;
using OnCall.Engine.Reports;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Reports;

/// <summary>"A customer reports total loss of live view AND playback for an entire org": takes such reports, and smaller ones.</summary>
static class ReportsFunction
{
    static readonly TimeSpan SearchPatience = TimeSpan.FromSeconds(5);

    public static void MapReports(this IEndpointRouteBuilder routes) => routes.MapPost("/api/reports", TakeAsync);

    static async Task<IResult> TakeAsync(
        HttpRequest request, OnCallPolicy policy, ReportDesk desk, CancellationToken cancellation)
    {
        if (await RawBody.ReadAsync(request, cancellation) is not { } body)
            return PeopleAnswers.TooLarge;
        var reader = new ReportRequestReader(policy);
        return reader.Read(ReportRequestReader.Parse(body)) is { } told
            ? ReportAnswering.Of(await desk.ReportAsync(told, SearchPatience, cancellation))
            : PeopleAnswers.Refused(reader.Refusals);
    }
}
