using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>Processes in Azure Table Storage: one partition a process, one entity group transaction a step.</summary>
public sealed class TableStreamStore(StreamTable streams) : IStreamStore
{
    public async Task<Snapshot?> ReadAsync(ProcessId process, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            process.Value, StreamRow.HeadKey, cancellationToken: cancellation);
        return row.HasValue ? StreamRow.ToSnapshot(row.Value!) : null;
    }

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation)
    {
        var process = commit.After.Process;
        var after = new Snapshot(commit.After, [.. commit.Before?.Open ?? [], .. commit.Effects], commit.Before?.Thread);
        var outcome = commit.After.Version.ToString(CultureInfo.InvariantCulture);

        // The head goes first: its place tells a conflict from a known input.
        var rows = new List<TableTransactionAction>
        {
            commit.Before is { } before ? Replace(after, before) : Add(StreamRow.ToRow(after)),
        };
        rows.AddRange(commit.Inputs.Select(input => Add(StreamRow.ToRow(process, input, outcome, commit.At))));
        rows.AddRange(commit.Events.Select(happened => Add(StreamRow.ToRow(process, happened))));

        return await SubmitAsync(process, rows, cancellation) switch
        {
            { Refused: null, ETag: var etag } => new CommitOutcome.Committed(Stored(after, etag)),
            { Refused: 0 } => new CommitOutcome.Conflict(),
            { Refused: { } place } when place <= commit.Inputs.Count => new CommitOutcome.KnownInput(),
            var other => throw new InvalidOperationException(
                $"Row {other.Refused} of step {commit.After.Version} of {process} exists although the step was never committed."),
        };
    }

    public async Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var rows = inputs.Select(input => Add(StreamRow.ToRow(process, input, reason.ToString(), at)));
        return (await SubmitAsync(process, [.. rows], cancellation)).Refused is null;
    }

    public async Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation)
    {
        // The open ones first: one that is done meanwhile is read as done then, not missed.
        var open = (await ReadAsync(process, cancellation))?.Open ?? [];
        var closed = await ReadRowsAsync(process, StreamRow.EffectPrefix, cancellation);
        return [.. closed.Select(StreamRow.ToEffect).Concat(open).DistinctBy(effect => effect.Id)
            .OrderBy(effect => effect.Id.Version).ThenBy(effect => effect.Id.Index)];
    }

    public async Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        [.. (await ReadRowsAsync(process, StreamRow.EventPrefix, cancellation)).Select(StreamRow.ToEvent)];

    public async Task<Snapshot?> UpdateEffectsAsync(
        Snapshot known, IReadOnlyList<EffectRow> changed, CancellationToken cancellation)
    {
        var after = known.With(changed);
        var rows = new List<TableTransactionAction> { Replace(after, known) };
        rows.AddRange(changed.Where(effect => effect.Status != EffectStatus.Open).Select(effect => Add(StreamRow.ToRow(effect))));
        var (refused, etag) = await SubmitAsync(known.Process, rows, cancellation);
        return refused is null ? Stored(after, etag) : null;
    }

    public async Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        await table.UpsertEntityAsync(
            new TableEntity(OpenIndex.PartitionOf(process), process.Value) { ["ListedAt"] = at }, TableUpdateMode.Replace, cancellation);
    }

    public async Task UnlistAsync(OpenProcess listed, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        try
        {
            await table.DeleteEntityAsync(OpenIndex.PartitionOf(listed.Process), listed.Process.Value, new ETag(listed.ETag), cancellation);
        }
        catch (RequestFailedException e) when (e.Status == (int)HttpStatusCode.PreconditionFailed)
        {
            // It was listed again meanwhile, and stays.
        }
    }

    public async IAsyncEnumerable<OpenProcess> OpenProcessesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        await foreach (var row in table.QueryAsync<TableEntity>(OpenIndex.All, cancellationToken: cancellation))
            yield return new OpenProcess(new ProcessId(row.RowKey), row.GetDateTimeOffset("ListedAt")!.Value, row.ETag.ToString());
    }

    // Page by page; the prefix ends with a dash.
    async Task<IReadOnlyList<TableEntity>> ReadRowsAsync(ProcessId process, string prefix, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        var after = $"{prefix[..^1]}."; // '.' follows '-'
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(
            $"PartitionKey eq {process.Value} and RowKey ge {prefix} and RowKey lt {after}"), cancellationToken: cancellation))
            rows.Add(row);
        return rows;
    }

    // One transaction. What was refused is the place of a row that somebody else wrote. The ETag is the first row's.
    async Task<(int? Refused, string ETag)> SubmitAsync(
        ProcessId process, IReadOnlyList<TableTransactionAction> rows, CancellationToken cancellation)
    {
        TransactionLimits.Check(process, rows);
        var table = await streams.OpenAsync(cancellation);
        try
        {
            var answers = await table.SubmitTransactionAsync(rows, cancellation);
            return (null, answers.Value[0].Headers.ETag?.ToString() ?? "");
        }
        catch (TableTransactionFailedException e) when (
            e.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed)
        {
            return (e.FailedTransactionActionIndex ?? 0, "");
        }
    }

    static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);

    static TableTransactionAction Replace(Snapshot after, Snapshot before) =>
        new(TableTransactionActionType.UpdateReplace, StreamRow.ToRow(after), new ETag(before.Head.ETag));

    static Snapshot Stored(Snapshot written, string etag) => written with { Head = written.Head with { ETag = etag } };
}
