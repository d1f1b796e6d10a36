namespace OnCall.LocalHost.Drills;

/// <summary>A story that is played at accelerated time, with what the runbook demands people to see.</summary>
/// <param name="Expected">Everything that people see; what happens in the same second may come in any order.</param>
public sealed record Drill(
    string Name, string About, Func<Stage, CancellationToken, Task> PlayAsync, IReadOnlyList<ExpectedSighting> Expected)
{
    public DateTimeOffset Start { get; init; } = Stage.Curtain;
}

/// <param name="After">Minutes and seconds since the curtain rose: "15:00".</param>
/// <param name="Says">Words that stand in it.</param>
public sealed record ExpectedSighting(string After, Place Place, string Says)
{
    public bool Fits(Sighting seen) =>
        DrillClock.Show(seen.After) == After && seen.Place == Place && seen.Text.Contains(Says, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => $"{After} {Place}: …{Says}…";
}
