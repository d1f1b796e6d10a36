namespace OnCall.Simulation;

/// <summary>How often what went wrong.</summary>
public sealed class FaultCount
{
    readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Add(string kind, long times = 1) => _counts[kind] = _counts.GetValueOrDefault(kind) + times;

    public void Add(FaultCount others)
    {
        foreach (var (kind, times) in others.Counts)
            Add(kind, times);
    }
}
