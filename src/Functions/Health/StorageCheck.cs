using Azure;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnCall.Engine.Streams;

namespace OnCall.Functions.Health;

/// <summary>Reads a process that is not there: the cheapest question that only a working store can answer.</summary>
sealed class StorageCheck(IStreamStore store) : IHealthCheck
{
    static readonly ProcessId Nobody = new("health-check");

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.ReadAsync(Nobody, cancellationToken);
            return HealthCheckResult.Healthy("answers");
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            return HealthCheckResult.Unhealthy("Table Storage cannot be reached; see AzureWebJobsStorage.", e);
        }
    }
}
