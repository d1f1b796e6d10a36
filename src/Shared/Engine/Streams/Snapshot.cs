namespace OnCall.Engine.Streams;

/// <summary>
/// All that one has to know of a process to take its next step or to deliver what is open: one row, and its ETag is the lock
/// on all of it.
/// </summary>
/// <param name="Open">Effects that nobody has seen yet, in the order in which they were decided.</param>
/// <param name="Thread">The receipt of the message that opened the process's thread; null while there is none.</param>
public sealed record Snapshot(Head Head, IReadOnlyList<EffectRow> Open, string? Thread)
{
    public ProcessId Process => Head.Process;

    /// <summary>True when neither time nor an open effect asks for anything any more.</summary>
    public bool IsSettled => Head.IsOver && Open.Count == 0;

    /// <summary>The same process, knowing what became of some of its open effects.</summary>
    public Snapshot With(IReadOnlyList<EffectRow> changed)
    {
        var byId = changed.ToDictionary(row => row.Id);
        return this with
        {
            Open = [.. Open.Select(row => byId.GetValueOrDefault(row.Id, row)).Where(row => row.Status == EffectStatus.Open)],
            Thread = changed.FirstOrDefault(row => row.OpenedThread)?.Receipt ?? Thread,
        };
    }
}
