using System.Globalization;

namespace OnCall.Bench.Rig;

/// <summary>How late things were. Thread-safe.</summary>
sealed class Lateness
{
    readonly Lock _gate = new();
    readonly List<TimeSpan> _lates = [];

    public int Count
    {
        get
        {
            lock (_gate)
                return _lates.Count;
        }
    }

    public TimeSpan Median
    {
        get
        {
            lock (_gate)
                return _lates.Order().ElementAt(_lates.Count / 2);
        }
    }

    public void Add(TimeSpan late)
    {
        lock (_gate)
            _lates.Add(late);
    }

    public void Clear()
    {
        lock (_gate)
            _lates.Clear();
    }

    public override string ToString()
    {
        lock (_gate)
        {
            var sorted = _lates.Order().ToList();
            return sorted.Count == 0 ? "nothing was due" : string.Create(CultureInfo.InvariantCulture,
                $"{sorted.Count} pages: p50 {At(0.5):F0} ms, p99 {At(0.99):F0} ms, max {At(1):F0} ms, "
                + $"early {sorted.Count(late => late < TimeSpan.Zero)}");

            double At(double share) =>
                sorted[Math.Min((int)(share * sorted.Count), sorted.Count - 1)].TotalMilliseconds;
        }
    }
}
