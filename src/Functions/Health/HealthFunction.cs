using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Health;

/// <summary>Whether a page that came in now could be taken: 200 or 503, and what stands in the way.</summary>
static class HealthFunction
{
    static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks()
            .AddCheck<StorageCheck>("storage", timeout: CheckTimeout)
            .AddCheck<ServiceBusCheck>("serviceBus", timeout: CheckTimeout);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapHealthChecks("/api/health", new HealthCheckOptions { ResponseWriter = WriteAsync });

    static Task WriteAsync(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(
        new HealthAnswer(
            report.Status.ToString(),
            report.Entries.ToDictionary(
                check => check.Key, check => check.Value.Description ?? check.Value.Status.ToString())),
        AnswerJson.Default.HealthAnswer);
}

sealed record HealthAnswer(string Status, Dictionary<string, string> Checks);
