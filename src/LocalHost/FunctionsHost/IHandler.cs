namespace OnCall.LocalHost.FunctionsHost;

/// <summary>The app that carries the functions out.</summary>
public interface IHandler
{
    /// <summary>Null while it is not up.</summary>
    Uri? Address { get; }

    /// <summary>Returns when it is up, at once if it is.</summary>
    Task UpAsync(CancellationToken cancellation);

    /// <summary>A call ran past functionTimeout, upon which Azure ends the handler and starts it again.</summary>
    void StartAgain();
}

/// <summary>A handler that runs in this process, or that somebody else keeps up.</summary>
public sealed class HandlerInProcess(Uri address) : IHandler
{
    public Uri? Address => address;

    public Task UpAsync(CancellationToken cancellation) => Task.CompletedTask;

    public void StartAgain()
    {
        // It shares its process with others, and cannot be ended alone.
    }
}
