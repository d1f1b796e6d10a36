namespace OnCall.Core.Detection;

static class Stretches
{
    /// <summary>
    /// Since when all readings up to the newest, for which it holds, say so, without too long a pause between two of them.
    /// </summary>
    public static DateTimeOffset Trailing<T>(
        IReadOnlyList<T> readings, Func<T, DateTimeOffset> atOf, Func<T, bool> holds, TimeSpan maxGap)
    {
        var first = readings.Count - 1;
        while (first > 0 && holds(readings[first - 1]) && atOf(readings[first]) - atOf(readings[first - 1]) <= maxGap)
            first--;
        return atOf(readings[first]);
    }
}
