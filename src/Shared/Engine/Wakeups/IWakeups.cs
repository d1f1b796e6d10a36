using OnCall.Engine.Streams;

namespace OnCall.Engine.Wakeups;

/// <summary>Knocks at a process later, at least once. What is due is read from the state, never from the knock.</summary>
public interface IWakeups
{
    /// <summary>Returns when the bus has taken the message; throws when it did not.</summary>
    Task SendAsync(Wakeup wakeup, CancellationToken cancellation);
}

/// <summary>A knock at a process.</summary>
/// <param name="Version">The step it belongs to: it may arrive before that step is committed.</param>
/// <param name="Due">When it should arrive.</param>
/// <param name="SentAt">When the step was taken; kept when the knock is sent on, so that one whose commit never came ends.</param>
public sealed record Wakeup(ProcessId Process, long Version, DateTimeOffset Due, DateTimeOffset SentAt)
{
    /// <summary>How long to wait before it comes again: as long as it is old. The older, the more patient.</summary>
    public TimeSpan WaitAt(DateTimeOffset now, TimeSpan atLeast, TimeSpan atMost)
    {
        var age = now - SentAt;
        var wait = age > atLeast ? age : atLeast;
        return wait < atMost ? wait : atMost;
    }

    /// <summary>
    /// The same knock once more, at a time by our clock. A knock that came before it was due by our clock says that the bus's
    /// runs ahead: it would come back at once, again and again.
    /// </summary>
    public Wakeup AgainAt(DateTimeOffset time, DateTimeOffset now) =>
        this with { Due = Due > now ? Due + (time - now) : time };
}
