namespace OnCall.Core.Policy;

/// <summary>When people are at work, by the team's clock. May be left out of the file.</summary>
/// <param name="To">The first moment that does not belong to them any more.</param>
public sealed record BusinessHours(
    IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, IReadOnlyList<DateOnly> Holidays)
{
    public static readonly BusinessHours Standard = new(
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday],
        new TimeOnly(9, 0), new TimeOnly(17, 0), Holidays: []);
}
