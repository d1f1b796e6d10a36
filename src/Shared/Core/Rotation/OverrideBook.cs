namespace OnCall.Core.Rotation;

/// <summary>Where the rotation process stands: the overrides in force, to come, and lately over. On disk.</summary>
/// <param name="LastNumber">The highest number given so far; 0 when none was.</param>
public sealed record OverrideBook(int LastNumber, IReadOnlyList<Override> Overrides)
{
    /// <summary>So that the last handovers can still be explained. The events keep everything.</summary>
    public static readonly TimeSpan KeptWhenOver = TimeSpan.FromDays(14);

    /// <summary>What is kept is one property of one row, and must fit into it with the longest of texts.</summary>
    public const int MaxKept = 32;

    public static readonly OverrideBook Empty = new(LastNumber: 0, Overrides: []);

    public OverrideBook With(IReadOnlyList<Override> added) =>
        new(added.Max(one => one.Number), [.. Overrides, .. added]);

    /// <summary>
    /// What had begun ends at <paramref name="now"/>, so that who was on call before stays as it was; what had
    /// not begun is gone.
    /// </summary>
    public OverrideBook Without(int number, DateTimeOffset now) => this with
    {
        Overrides =
        [
            .. Overrides.Where(one => one.Number != number || one.From < now)
                .Select(one => one.Number == number && one.To > now ? EndedAt(one, now) : one),
        ],
    };

    static Override EndedAt(Override one, DateTimeOffset now) => one with { Stretch = one.Stretch with { To = now } };

    public OverrideBook Forget(DateTimeOffset now) =>
        this with { Overrides = [.. Overrides.Where(one => one.To > now - KeptWhenOver)] };
}
