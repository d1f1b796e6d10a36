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
    // Every process id has a dash, so no process can be called this.
    const string OpenPartition = "open";

    public async Task<Head?> ReadHeadAsync(ProcessId process, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(
            process.Value, StreamRow.HeadKey, cancellationToken: cancellation);
        return row.HasValue ? StreamRow.ToHead(row.Value!) : null;
    }

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

        return await SubmitAsync(rows, cancellation) switch
        {
            { Refused: null } => CommitOutcome.Committed,
            { Refused: 0 } => CommitOutcome.Conflict,
            { Refused: { } place } when place <= commit.Inputs.Count => CommitOutcome.KnownInput,
            var other => throw new InvalidOperationException(
                $"Row {other.Refused} of step {commit.After.Version} of {process} exists although the step was never committed."),
        };
    }

    public async Task<bool> RememberAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, DateTimeOffset at,
        CancellationToken cancellation)
    {
        var rows = inputs.Select(input => Add(StreamRow.ToRow(process, input, reason.ToString(), at)));
        return (await SubmitAsync([.. rows], cancellation)).Refused is null;
    }

    public Task<IReadOnlyList<EffectRow>> ReadEffectsAsync(ProcessId process, CancellationToken cancellation) =>
        ReadAsync(process, StreamRow.EffectPrefix, StreamRow.ToEffect, cancellation);

    public Task<IReadOnlyList<EventRow>> ReadEventsAsync(ProcessId process, CancellationToken cancellation) =>
        ReadAsync(process, StreamRow.EventPrefix, StreamRow.ToEvent, cancellation);

    public async Task<IReadOnlyList<EffectRow>?> UpdateEffectsAsync(
        IReadOnlyList<EffectRow> effects, CancellationToken cancellation)
    {
        var rows = effects.Select(effect => new TableTransactionAction(
            TableTransactionActionType.UpdateReplace, StreamRow.ToRow(effect), new ETag(effect.ETag)));
        var result = await SubmitAsync([.. rows], cancellation);
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

    public async Task UnlistAsync(ProcessId process, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        await table.DeleteEntityAsync(OpenPartition, process.Value, cancellationToken: cancellation);
    }

    public async IAsyncEnumerable<OpenProcess> OpenProcessesAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {OpenPartition}"), cancellationToken: cancellation))
            yield return new OpenProcess(new ProcessId(row.RowKey), row.GetDateTimeOffset("ListedAt")!.Value);
    }

    async Task<IReadOnlyList<T>> ReadAsync<T>(
        ProcessId process, string prefix, Func<TableEntity, T> read, CancellationToken cancellation)
    {
        var table = await streams.OpenAsync(cancellation);
        var after = $"{prefix[..^1]}."; // '.' follows '-'
        var rows = new List<T>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter(
            $"PartitionKey eq {process.Value} and RowKey ge {prefix} and RowKey lt {after}"), cancellationToken: cancellation))
            rows.Add(read(row));
        return rows;
    }

    // One transaction. What was refused is the place of a row that somebody else wrote.
    async Task<(int? Refused, IReadOnlyList<string> ETags)> SubmitAsync(
        IReadOnlyList<TableTransactionAction> rows, CancellationToken cancellation)
    {
        TransactionLimits.Check(rows);
        var table = await streams.OpenAsync(cancellation);
        try
        {
            var answers = await table.SubmitTransactionAsync(rows, cancellation);
            return (null, [.. answers.Value.Select(answer => answer.Headers.ETag?.ToString() ?? "")]);
        }
        catch (TableTransactionFailedException e) when (
            e.Status is (int)HttpStatusCode.Conflict or (int)HttpStatusCode.PreconditionFailed)
        {
            return (e.FailedTransactionActionIndex ?? 0, []);
        }
    }

    static TableTransactionAction Add(TableEntity row) => new(TableTransactionActionType.Add, row);
}
