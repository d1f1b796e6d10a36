namespace OnCall.LocalHost.Commands;

static class ConsoleLogs
{
    /// <summary>On standard error, so that standard output holds what people see and nothing else.</summary>
    public static ILoggerFactory Create(bool verbose) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(verbose ? LogLevel.Information : LogLevel.Error)
        .AddFilter("Microsoft", LogLevel.Warning)
        // What keeps a server from starting is said once, in words that a person can act on.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None)
        .AddSimpleConsole(console => console.SingleLine = true)
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
}
