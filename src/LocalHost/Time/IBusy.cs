namespace OnCall.LocalHost.Time;

/// <summary>
/// A part of the local host that works by itself. When every part has nothing under way, only time can make
/// something happen, and the simulated clock may jump to the next moment that anybody waits for.
/// </summary>
public interface IBusy
{
    /// <summary>How many things are under way that go on without the clock moving. Thread-safe.</summary>
    int UnderWay { get; }
}
