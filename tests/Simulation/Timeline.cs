using System.Globalization;

namespace OnCall.Simulation;

/// <summary>
/// Everything that happens in a world, one thing after the other on one thread: what is scheduled, and the
/// continuations of what was awaited. The seed decides; the same seed is the same story.
/// </summary>
sealed class Timeline(DateTimeOffset start, int maxEvents) : SynchronizationContext
{
    readonly PriorityQueue<Action, (DateTimeOffset At, long Order)> _scheduled = new();
    readonly Queue<(SendOrPostCallback Run, object? State)> _continuations = [];
    readonly List<(DateTimeOffset At, string What)> _told = [];
    long _order;

    public DateTimeOffset Now { get; private set; } = start;

    /// <summary>How many things happened.</summary>
    public int Events { get; private set; }

    public void Schedule(TimeSpan after, Action act) => _scheduled.Enqueue(act, (Now + after, _order++));

    /// <summary>Remembered for the story that is printed when the world fails.</summary>
    public void Tell(string what) => _told.Add((Now, what));

    public string Story(Func<string, bool> isAbout) => string.Join('\n', _told.Where(line => isAbout(line.What))
        .Select(line => string.Create(CultureInfo.InvariantCulture, $"  {line.At:dd HH:mm:ss.fff}  {line.What}")));

    public override void Post(SendOrPostCallback d, object? state) => _continuations.Enqueue((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <summary>Never given twice.</summary>
    public long NextNumber() => _order++;

    /// <summary>Runs until nothing is scheduled any more, or the time has come.</summary>
    /// <exception cref="WorldFailedException">It never comes to rest.</exception>
    public void Run(DateTimeOffset until)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            while (_scheduled.TryDequeue(out var act, out var when))
            {
                if (when.At > until)
                    return;
                if (++Events > maxEvents)
                    throw new WorldFailedException("The world never comes to rest.");
                Now = when.At > Now ? when.At : Now;
                act();
                while (_continuations.TryDequeue(out var continuation))
                    continuation.Run(continuation.State);
            }
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }
}

/// <summary>Something that must always hold did not.</summary>
public sealed class WorldFailedException(string message) : Exception(message);
