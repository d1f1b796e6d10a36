using Microsoft.Win32.SafeHandles;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// What happened to the queues, in a file: a line of JSON for every commit, on disk before the commit returns. A
/// last line that was cut off was never answered for, and does not count.
/// </summary>
sealed class Journal(string file) : IDisposable
{
    const byte LineEnd = (byte)'\n';

    readonly string _file = Path.GetFullPath(file);
    readonly List<QueueChange> _uncommitted = [];
    SafeFileHandle? _handle;
    FileStream? _guard;
    long _length;

    /// <summary>Tells all that is in the file, and then writes anew only what is left of it.</summary>
    /// <exception cref="LocalHostException">It is damaged, or in use.</exception>
    public void Open(Action<QueueChange> restore, Func<IEnumerable<QueueChange>> snapshot)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        _guard = Guard(_file + ".lock");
        try
        {
            foreach (var change in File.Exists(_file) ? JournalFile.Read(_file) : [])
                restore(change);
            Compact(snapshot());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Add(QueueChange change) => _uncommitted.Add(change);

    /// <summary>One write to the disk for all that was added; after a failure it can be tried again.</summary>
    public void Commit()
    {
        if (_uncommitted.Count == 0)
            return;
        byte[] line = [.. JournalFile.Line(_uncommitted), LineEnd];
        RandomAccess.Write(_handle!, line, _length);
        RandomAccess.FlushToDisk(_handle!);
        _length += line.Length;
        _uncommitted.Clear();
    }

    public void Dispose()
    {
        _handle?.Dispose();
        _guard?.Dispose();
    }

    // Renamed when complete: whatever happens in between, one of the two files is whole.
    void Compact(IEnumerable<QueueChange> changes)
    {
        var written = _file + ".new";
        using (var stream = File.Create(written))
        {
            foreach (var change in changes)
            {
                stream.Write(JournalFile.Line([change]));
                stream.WriteByte(LineEnd);
            }

            stream.Flush(flushToDisk: true);
        }

        File.Move(written, _file, overwrite: true);
        _handle = File.OpenHandle(_file, FileMode.Open, FileAccess.Write, FileShare.Read);
        _length = RandomAccess.GetLength(_handle);
    }

    // A file of its own, as the journal itself is replaced.
    static FileStream Guard(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new LocalHostException(
                $"The messages in {Path.GetDirectoryName(file)} are in use by another program, or cannot be "
                + $"written ({exception.Message}). Stop it, or give another folder.");
        }
    }
}
