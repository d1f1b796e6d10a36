namespace OnCall.LocalHost.Drills;

/// <summary>What was seen against what had to be seen.</summary>
public sealed record DrillVerdict(IReadOnlyList<ExpectedSighting> Missing, IReadOnlyList<Sighting> Unexpected, bool IsInOrder)
{
    public bool IsAsTheRunbookSays => Missing.Count == 0 && Unexpected.Count == 0 && IsInOrder;

    public static DrillVerdict Of(IReadOnlyList<ExpectedSighting> expected, IReadOnlyList<Sighting> seen)
    {
        var open = seen.ToList();
        var missing = expected.Where(sighting => !TakeFirst(open, sighting)).ToList();
        return new DrillVerdict(missing, open, IsSorted(seen));
    }

    static bool TakeFirst(List<Sighting> open, ExpectedSighting expected)
    {
        var place = open.FindIndex(expected.Fits);
        if (place >= 0)
            open.RemoveAt(place);
        return place >= 0;
    }

    static bool IsSorted(IReadOnlyList<Sighting> seen) =>
        seen.Zip(seen.Skip(1)).All(pair => pair.First.After <= pair.Second.After);
}
