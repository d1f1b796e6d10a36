namespace OnCall.LocalHost.Time;

/// <summary>
/// Moves a simulated clock from one moment that somebody waits for to the next, and lets everything that
/// follows from it happen before it moves on. So a day passes in a second, and nothing is skipped.
/// </summary>
public sealed class TimeTravel(SimulatedClock clock, IReadOnlyList<IBusy> parts)
{
    // Work goes from part to part; between two looks nothing can slip through all of them.
    const int QuietLooks = 3;
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);
    static readonly TimeSpan SettleLimit = TimeSpan.FromSeconds(60);

    /// <summary>The clock moves by <paramref name="time"/>; what becomes due on the way happens on time.</summary>
    public async Task FastForwardAsync(TimeSpan time, CancellationToken cancellation)
    {
        var target = clock.GetUtcNow() + time;
        await SettleAsync(cancellation);
        while (clock.NextDue is { } next && next <= target)
        {
            clock.MoveTo(next);
            await SettleAsync(cancellation);
        }

        clock.MoveTo(target);
        await SettleAsync(cancellation);
    }

    /// <summary>Returns when only time could make something happen.</summary>
    /// <exception cref="TimeoutException">Something never comes to rest; says which part.</exception>
    public async Task SettleAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var quiet = 0; quiet < QuietLooks;)
        {
            if (TimeProvider.System.GetElapsedTime(began) > SettleLimit)
                throw new TimeoutException($"Still busy after {SettleLimit.TotalSeconds} s: {BusyOnes()}.");
            await Task.Delay(BetweenLooks, TimeProvider.System, cancellation);
            quiet = parts.Sum(part => part.UnderWay) == 0 ? quiet + 1 : 0;
        }
    }

    string BusyOnes() => string.Join(", ",
        parts.Where(part => part.UnderWay > 0).Select(part => $"{part.GetType().Name} ({part.UnderWay})"));
}
