using Azure.Data.Tables;
using OnCall.Adapters.Tables;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Bench.Webhook;

/// <summary>
/// The least that durable work costs on the same storage and bus, one after the other: a read of a head that is not
/// there, one message, one transaction of the rows that a webhook writes.
/// </summary>
sealed class Floor(TableClient table, IWakeups wakeups, IReadOnlyList<TableEntity> rows)
{
    /// <param name="example">The process whose rows are written again under other names.</param>
    public static async Task<Floor> LikeAsync(
        string storage, IWakeups wakeups, string example, CancellationToken cancellation)
    {
        var table = new TableClient(storage, StreamTable.Name);
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {example}"), cancellationToken: cancellation))
            rows.Add(row);
        return new Floor(table, wakeups, rows);
    }

    public int Rows => rows.Count;

    /// <param name="knockAfter">Where somebody works messages off, far away: what is stored looks like a step, and would be performed.</param>
    public async Task RunAsync(string process, TimeSpan knockAfter, CancellationToken cancellation)
    {
        await ReadAsync(process, cancellation);
        var now = TimeProvider.System.GetUtcNow();
        await wakeups.SendAsync(new Wakeup(new ProcessId(process), 1, now + knockAfter, now), cancellation);
        await table.SubmitTransactionAsync(rows.Select(row => Add(row, process)), cancellation);
    }

    public Task ReadAsync(string process, CancellationToken cancellation) =>
        table.GetEntityIfExistsAsync<TableEntity>(process, "head", cancellationToken: cancellation);

    static TableTransactionAction Add(TableEntity row, string process)
    {
        var copy = new TableEntity(process, row.RowKey);
        foreach (var (name, value) in row.Where(property => !IsTheServers(property.Key)))
            copy[name] = value;
        return new TableTransactionAction(TableTransactionActionType.Add, copy);
    }

    static bool IsTheServers(string property) =>
        property is "PartitionKey" or "RowKey" or "Timestamp" or "odata.etag";
}
