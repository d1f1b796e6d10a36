using OnCall.Engine.Wakeups;

namespace OnCall.Bench.Rig;

/// <summary>Counts the messages that the service sends.</summary>
sealed class CountedWakeups(IWakeups wakeups) : IWakeups
{
    int _sent;

    public int Sent => Volatile.Read(ref _sent);

    public Task SendAsync(Wakeup wakeup, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _sent);
        return wakeups.SendAsync(wakeup, cancellation);
    }
}
