using Azure.Data.Tables;

namespace OnCall.Adapters.Tables;

/// <summary>
/// Azure's limits on one transaction. The local emulator is laxer, so a step that only works there is caught
/// here, before anything is sent.
/// </summary>
static class TransactionLimits
{
    const int MaxRows = 100;
    const int MaxPropertyCharacters = 32 * 1024;

    /// <exception cref="InvalidOperationException">Azure would refuse the transaction.</exception>
    public static void Check(IReadOnlyList<TableTransactionAction> rows)
    {
        if (rows.Count > MaxRows)
            throw new InvalidOperationException(
                $"A step of {rows.Count} rows does not fit into one transaction of {MaxRows}.");

        foreach (var row in rows.Select(action => (TableEntity)action.Entity))
            foreach (var (name, value) in row)
                if (value is string { Length: > MaxPropertyCharacters } text)
                    throw new InvalidOperationException(
                        $"{name} of {row.PartitionKey}/{row.RowKey} has {text.Length} characters; a property holds {MaxPropertyCharacters}.");
    }
}
