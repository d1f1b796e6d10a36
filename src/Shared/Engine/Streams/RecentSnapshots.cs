using Microsoft.Extensions.Caching.Memory;

namespace OnCall.Engine.Streams;

/// <summary>
/// The processes that this worker saw last, so that a step need not read what it has just written. Others may
/// have changed them since: whoever acts on a snapshot from here is told so by its ETag when they write, and
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

    public void Forget(ProcessId process) => _cache.Remove(process);

    public void Dispose() => _cache.Dispose();
}
