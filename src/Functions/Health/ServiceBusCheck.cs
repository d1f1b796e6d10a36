using Microsoft.Extensions.Diagnostics.HealthChecks;
using OnCall.Adapters.ServiceBus;

namespace OnCall.Functions.Health;

sealed class ServiceBusCheck(ServiceBusWakeups wakeups) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await wakeups.CheckAsync(cancellationToken);
            return HealthCheckResult.Healthy("answers");
        }
        catch (ServiceBusException e)
        {
            // The message has the reason; a stack trace in the log would hide it.
            return HealthCheckResult.Unhealthy($"Service Bus cannot be reached: {e.Message}");
        }
    }
}
