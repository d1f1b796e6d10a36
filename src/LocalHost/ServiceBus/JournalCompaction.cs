using Microsoft.Win32.SafeHandles;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// A journal that says only what is still so, written beside the old one while that goes on. It takes the old
/// one's name when it is complete and on disk: whatever happens in between, one of the two files is whole.
/// </summary>
sealed class JournalCompaction : IDisposable
{
    const byte LineEnd = (byte)'\n';

    readonly CancellationTokenSource _stop = new();
    readonly List<byte[]> _meanwhile = [];
    readonly string _file;
    readonly string _written;
    readonly Task _writing;

    /// <param name="written">Called on any thread when <see cref="Finish"/> would not wait any more.</param>
    public JournalCompaction(string file, IReadOnlyList<QueueChange> living, Action written)
    {
        (_file, _written, Changes) = (file, file + ".new", living.Count);
        _writing = Task.Run(() => Write(living));
        _writing.ContinueWith(_ => written(), TaskScheduler.Default);
    }

    public bool IsWritten => _writing.IsCompleted;

    /// <summary>How many there are in the new file.</summary>
    public int Changes { get; private set; }

    /// <summary>A line that the old file got meanwhile.</summary>
    public void Add(byte[] line, int changes)
    {
        _meanwhile.Add(line);
        Changes += changes;
    }

    /// <summary>Adds what came meanwhile, puts the new file in the place of the old one, and opens it.</summary>
    public SafeFileHandle Finish()
    {
        _writing.GetAwaiter().GetResult();
        if (_meanwhile.Count > 0)
            using (var rest = new FileStream(_written, FileMode.Append, FileAccess.Write))
            {
                foreach (var line in _meanwhile)
                    rest.Write(line);
                rest.Flush(flushToDisk: true);
            }

        File.Move(_written, _file, overwrite: true);
        return File.OpenHandle(_file, FileMode.Open, FileAccess.Write, FileShare.Read);
    }

    /// <summary>Leaves the old file as it is.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        // The next one writes to the same file.
        ((IAsyncResult)_writing).AsyncWaitHandle.WaitOne();
        _stop.Dispose();
    }

    void Write(IReadOnlyList<QueueChange> living)
    {
        using var stream = File.Create(_written);
        foreach (var change in living)
        {
            _stop.Token.ThrowIfCancellationRequested();
            stream.Write(JournalFile.Line([change]));
            stream.WriteByte(LineEnd);
        }

        stream.Flush(flushToDisk: true);
    }
}
