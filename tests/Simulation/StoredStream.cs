using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>What is really stored of a process.</summary>
abstract class StoredStream(World world, ProcessId process)
{
    public ProcessId Process => process;

    public IReadOnlyList<EventRow> Rows => field ??= world.Store.Truth.ReadEventsAsync(process, default).Result;

    public IReadOnlyList<EffectRow> Effects => field ??= world.Store.Truth.ReadEffectsAsync(process, default).Result;

    public Snapshot? Now => field ??= world.Store.Truth.ReadAsync(process, default).Result;
}

abstract class StoredStream<TEvent>(World world, ProcessId process, Func<string, TEvent> read) : StoredStream(world, process)
{
    public IReadOnlyList<TEvent> Events => field ??= [.. Rows.Select(row => read(row.Json))];
}
