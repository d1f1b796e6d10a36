namespace OnCall.Functions.Hosting;

static class Readiness
{
    /// <summary>The Functions host asks for / until anything answers, and only then sends work.</summary>
    public static void MapReadiness(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/", () => Results.Text("OnCallFunctions is ready."));
}
