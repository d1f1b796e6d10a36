using System.Globalization;
using System.Text;

namespace OnCall.Bench.Crash;

/// <summary>One incident as it was played and as it was seen.</summary>
sealed record CrashStory(Script Script, IReadOnlyList<Sight> Sights, IReadOnlyList<Fault> Faults)
{
    public override string ToString()
    {
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $"{Script}");
        foreach (var fault in Faults)
            text.AppendLine(CultureInfo.InvariantCulture, $"  FAULT {fault}");
        foreach (var sight in Sights)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {sight.At:HH:mm:ss.fff} {sight}");
        return text.ToString();
    }
}

/// <param name="Recovered">From the last kill, or the last thing that people did, to nothing missing.</param>
sealed record CrashReport(CrashPlan Plan, IReadOnlyList<CrashStory> Stories, TimeSpan Recovered, TimeSpan Took)
{
    const int MaxStoriesTold = 3;

    public bool IsAsTheRunbookSays => Stories.All(story => story.Faults.Count == 0);

    public override string ToString()
    {
        var faults = Stories.SelectMany(story => story.Faults).GroupBy(fault => fault.Kind)
            .Select(kind => $"{kind.Key} {kind.Count()}").DefaultIfEmpty("no fault");
        var text = new StringBuilder().AppendLine(CultureInfo.InvariantCulture,
            $"{Plan.Incidents} incidents, {Plan.Kills} kills, {Plan.BrokerCrashes} crashes of the bus, seed {Plan.Seed}: {string.Join(", ", faults)}; "
            + $"made good {Recovered.TotalSeconds:F1} s after the end of the kills, {Took.TotalSeconds:F0} s in all");
        foreach (var story in Stories.Where(story => story.Faults.Count > 0).Take(MaxStoriesTold))
            text.AppendLine(CultureInfo.InvariantCulture, $"{story}");
        return text.ToString();
    }
}
