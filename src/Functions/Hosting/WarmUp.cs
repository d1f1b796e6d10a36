using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OnCall.Functions.Hosting;

/// <summary>
/// Opens the ways to storage and bus when the app starts, beside whatever comes in first: a new process most often
/// starts because something is waiting. What cannot be opened yet is opened when it is needed.
/// </summary>
sealed partial class WarmUp(HealthCheckService health, ILogger<WarmUp> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var report = await health.CheckHealthAsync(stoppingToken);
        if (report.Status != HealthStatus.Healthy)
            LogNotReady(string.Join(", ", report.Entries.Where(check => check.Value.Status != HealthStatus.Healthy)
                .Select(check => $"{check.Key}: {check.Value.Description}")));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "At the start: {What}")]
    partial void LogNotReady(string what);
}
