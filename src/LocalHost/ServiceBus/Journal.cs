using Microsoft.Win32.SafeHandles;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// What happened to the queues, in a file: a line of JSON for every commit, on disk before the commit returns. A
/// last line that was cut off was never answered for, and does not count.
/// </summary>
/// <param name="compacted">Called on any thread when a file that was written anew can be taken into use.</param>
sealed class Journal(string file, Action compacted) : IDisposable
{
    /// <summary>A file with fewer changes is not worth writing anew.</summary>
    const int MinChanges = 2_000;

    /// <summary>How many changes the file may hold for each that is still so.</summary>
    const int MaxChangesPerLiving = 4;

    const byte LineEnd = (byte)'\n';

    readonly string _file = Path.GetFullPath(file);
    readonly List<QueueChange> _uncommitted = [];
    JournalCompaction? _compaction;
    SafeFileHandle? _handle;
    FileStream? _guard;
    long _length;
    int _changes;
    int _compactFrom = MinChanges;

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
            _compaction = new(_file, [.. snapshot()], () => { });
            TakeCompacted();
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
        _changes += _uncommitted.Count;
        _compaction?.Add(line, _uncommitted.Count);
        _uncommitted.Clear();
    }

    /// <summary>
    /// Called between commits. The file is written anew when most of what it says is over; that takes its time
    /// elsewhere, and here only the last step of it.
    /// </summary>
    /// <param name="living">How many changes the snapshot has.</param>
    public void Compact(int living, Func<IEnumerable<QueueChange>> snapshot)
    {
        if (_compaction is { IsWritten: true })
            TryTakeCompacted();
        else if (_compaction is null && _changes >= _compactFrom && _changes / MaxChangesPerLiving > living)
            _compaction = new(_file, [.. snapshot()], compacted);
    }

    public void Dispose()
    {
        _compaction?.Dispose();
        _handle?.Dispose();
        _guard?.Dispose();
    }

    void TryTakeCompacted()
    {
        try
        {
            TakeCompacted();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The old file is whole, and goes on. Tried again when as much has come on top.
            _compactFrom = _changes * 2;
        }
    }

    void TakeCompacted()
    {
        using var compaction = _compaction!;
        _compaction = null;
        var old = _handle;
        _handle = compaction.Finish();
        old?.Dispose();
        (_length, _changes, _compactFrom) = (RandomAccess.GetLength(_handle), compaction.Changes, MinChanges);
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
