using Microsoft.Extensions.Logging;
using OnCall.Engine.Detection;

namespace OnCall.Simulation;

/// <summary>Takes down when a round could not know of a silence: whoever cannot know pages.</summary>
sealed class UnreadSilences(World world) : ILogger<Prober>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        world.Product.SilencesUnreadAt.Add(world.Now);
}
