namespace OnCall.Bench.Webhook;

/// <summary>How long calls took, and how many there were in what time.</summary>
sealed class Timings
{
    readonly List<TimeSpan> _calls = [];
    TimeSpan _inAll;

    public TimeSpan Median => _calls.Order().ElementAt(_calls.Count / 2);

    public double ASecond => _calls.Count / _inAll.TotalSeconds;

    /// <param name="call">Gets a number that no other call gets.</param>
    public async Task AddAsync(int first, int count, int callers, Func<int, Task> call)
    {
        var next = first - 1;
        var began = TimeProvider.System.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync)));
        _inAll += TimeProvider.System.GetElapsedTime(began);
        _calls.AddRange(all.SelectMany(took => took));

        async Task<List<TimeSpan>> CallAsync()
        {
            var took = new List<TimeSpan>();
            while (Interlocked.Increment(ref next) is var number && number < first + count)
            {
                var start = TimeProvider.System.GetTimestamp();
                await call(number);
                took.Add(TimeProvider.System.GetElapsedTime(start));
            }

            return took;
        }
    }
}
