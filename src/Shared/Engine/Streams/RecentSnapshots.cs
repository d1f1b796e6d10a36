using Microsoft.Extensions.Caching.Memory;

namespace OnCall.Engine.Streams;

/// <summary>
/// The processes that this worker saw last, so that a step need not read what it has just written. Others may
/// have changed them since: whoever acts on a snapshot from here is told so by the ETags when they write, and
/// reads. Nobody may take one as a reason to do nothing.
/// </summary>
public sealed class RecentSnapshots : IDisposable
{
    const int MaxProcesses = 4096;

    readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = MaxProcesses });

    public Snapshot? Find(ProcessId process) => _cache.Get<Snapshot>(process);

    public void Keep(Snapshot snapshot)
    {
        if (snapshot.IsSettled)
            Forget(snapshot.Process);
        else
            _cache.Set(snapshot.Process, snapshot, new MemoryCacheEntryOptions { Size = 1 });
    }

    /// <summary>Keeps what became of effects, beside whatever else is known of their process by now.</summary>
    /// <returns>The process as it is known now.</returns>
    public Snapshot Change(Snapshot known, IReadOnlyList<EffectRow> changed)
    {
        var now = (Find(known.Process) is { } kept && kept.Head.Version > known.Head.Version ? kept : known).With(changed);
        Keep(now);
        return now;
    }

    public void Forget(ProcessId process) => _cache.Remove(process);

    public void Dispose() => _cache.Dispose();
}
