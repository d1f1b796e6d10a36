namespace OnCall.LocalHost.Site;

/// <summary>Lets the app in this process log where the local host does.</summary>
sealed class ForwardedLogs(ILoggerFactory loggers) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

    public void Dispose()
    {
        // The factory is the local host's, and outlives the app.
    }
}
