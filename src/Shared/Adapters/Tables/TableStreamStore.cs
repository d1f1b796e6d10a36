using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>Processes in Azure Table Storage: one partition a process, one entity group transaction a step.</summary>
public sealed class TableStreamStore(StreamTable streams) : IStreamStore
{
    // Every process id has a dash, so no process can be called this.
    const string OpenPartition = "open";

    public async Task<Snapshot?> ReadAsync(ProcessId process, CancellationToken cancellation) =>
        StreamRow.ToSnapshot(await ReadRowsAsync(process, StreamRow.HeadKey, cancellation));

    public async Task<CommitOutcome> CommitAsync(Commit commit, CancellationToken cancellation)
    {
        var process = commit.After.Process;
        var head = StreamRow.ToRow(commit.After);
        var outcome = commit.After.Version.ToString(CultureInfo.InvariantCulture);

        // The head goes first: its place tells a conflict from a known input.
        var rows = new List<TableTransactionAction>
        {
            commit.Before is { } before
                ? new(TableTransactionActionType.UpdateReplace, head, new ETag(before.ETag))
                : new(TableTransactionActionType.Add, head),
        };
        rows.AddRange(commit.Inputs.Select(input => Add(StreamRow.ToRow(process, input, outcome, commit.At))));
        rows.AddRange(commit.Events.Select(happened => Add(StreamRow.ToRow(process, happened))));
        rows.AddRange(commit.Effects.Select(effect => Add(StreamRow.ToRow(effect))));

        return await SubmitAsync(process, rows, cancellation) switch
        {
            { Refused: null, ETags: var etags } => new CommitOutcome.Committed(
                commit.After with { ETag = etags[0] },
                [.. commit.Effects.Zip(etags.TakeLast(commit.Effects.Count), (effect, etag) => effect with { ETag = etag })]),
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
        var open = await ReadRowsAsync(process, StreamRow.OpenEffectPrefix, cancellation);
        var done = await ReadRowsAsync(process, StreamRow.EffectPrefix, cancellation);
        return [.. done.Concat(open).Select(StreamRow.ToEffect).DistinctBy(effect => effect.Id)
            .OrderBy(effect => effect.Id.Version).ThenBy(effect => effect.Id.Index)];
    }

    public async Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        [.. (await ReadRowsAsync(process, StreamRow.EventPrefix, cancellation)).Select(StreamRow.ToEvent)];

    public async Task<IReadOnlyList<EffectRow>?> UpdateEffectsAsync(
        IReadOnlyList<EffectRow> effects, CancellationToken cancellation)
    {
        // First the rows whose new ETags are asked for, each in its place.
        var rows = effects.Select(effect => effect.Status == EffectStatus.Open
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, StreamRow.ToRow(effect), new ETag(effect.ETag))
            : Add(StreamRow.ToRow(effect))).ToList();
        rows.AddRange(effects.Where(effect => effect.Status != EffectStatus.Open).Select(effect => new TableTransactionAction(
            TableTransactionActionType.Delete, StreamRow.OpenRowOf(effect), new ETag(effect.ETag))));
        if (effects.FirstOrDefault(effect => effect.OpenedThread) is { } opened)
            rows.Add(new TableTransactionAction(TableTransactionActionType.UpsertReplace, StreamRow.ThreadRow(opened)));

        var result = await SubmitAsync(effects[0].Id.Process, rows, cancellation);
        return result.Refused is null
            ? [.. effects.Zip(result.ETags, (effect, etag) => effect with { ETag = etag })]
            : null;
    }

    public async Task ListAsOpenAsync(ProcessId process, DateTimeOffset at, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        await table.UpsertEntityAsync(
            new TableEntity(OpenPartition, process.Value) { ["ListedAt"] = at }, TableUpdateMode.Replace, cancellation);
    }

    public async Task UnlistAsync(OpenProcess listed, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        try
        {
            await table.DeleteEntityAsync(OpenPartition, listed.Process.Value, new ETag(listed.ETag), cancellation);
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
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {OpenPartition}"), cancellationToken: cancellation))
            yield return new OpenProcess(new ProcessId(row.RowKey), row.GetDateTimeOffset("ListedAt")!.Value, row.ETag.ToString());
    }

    // The row of this key, if there is one, and all that begin with it and a dash.
    async Task<IReadOnlyList<TableEntity>> ReadRowsAsync(ProcessId process, string prefix, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        var after = $"{prefix.TrimEnd('-')}."; // '.' follows '-'
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(
            $"PartitionKey eq {process.Value} and RowKey ge {prefix} and RowKey lt {after}"), cancellationToken: cancellation))
            rows.Add(row);
        return rows;
    }

    // One transaction. What was refused is the place of a row that somebody else wrote.
    async Task<(int? Refused, IReadOnlyList<string> ETags)> SubmitAsync(
        ProcessId process, IReadOnlyList<TableTransactionAction> rows, CancellationToken cancellation)
    {
        TransactionLimits.Check(process, rows);
        var table = await streams.OpenAsync(cancellation);
        try
        {
            var answers = await table.SubmitTransactionAsync(rows, cancellation);
            return (null, [.. answers.Value.Select(answer => answer.Headers.ETag?.ToString() ?? "")]);
        }
        catch (TableTransactionFailedException e) when (
            e.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed
            || e.ErrorCode == TableErrorCode.ResourceNotFound)
        {
            return (e.FailedTransactionActionIndex ?? 0, []);
        }
    }

    static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);
}
