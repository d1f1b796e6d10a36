namespace OnCall.Engine.Wakeups;

/// <summary>
/// How long a wake-up that overtook its own commit waits for it: half a second in all. The clock is the
/// machine's, not the business's: what is waited for is another process's input and output, and it goes on
/// while a drill's clock stands still.
/// </summary>
public sealed record Patience(TimeProvider Clock)
{
    static readonly int[] WaitMilliseconds = [10, 20, 40, 80, 150, 200];

    public IReadOnlyList<TimeSpan> Waits { get; init; } =
        [.. WaitMilliseconds.Select(wait => TimeSpan.FromMilliseconds(wait))];
}
