using System.Globalization;
using Azure.Data.Tables;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>
/// Azure's limits on one transaction. The local emulator is laxer, so a step that only works there is caught
/// here, before anything is sent.
/// </summary>
static class TransactionLimits
{
    const int MaxRows = 100;
    const int MaxProperties = 252;
    const int MaxKeyCharacters = 512;

    // A little below 1 MiB and 4 MiB: what stands around the values counts too.
    const int MaxRowBytes = 1000 * 1024;
    const int MaxBytes = 3900 * 1024;

    // What Azure counts for a value that is no text, with its type: at most.
    const int OtherValueBytes = 32;

    /// <exception cref="OversizedStepException">Azure would refuse the transaction.</exception>
    public static void Check(ProcessId process, IReadOnlyList<TableTransactionAction> actions)
    {
        Check(process, "The step", "rows", actions.Count, MaxRows);
        foreach (var row in actions.Select(action => (TableEntity)action.Entity))
        {
            if (row.PartitionKey != process.Value)
                throw new InvalidOperationException($"A row of {row.PartitionKey} cannot be written with those of {process}.");
            Check(process, row.RowKey, "properties", row.Count, MaxProperties);
            Check(process, row.RowKey, "characters in its key", row.RowKey.Length, MaxKeyCharacters);
            Check(process, row.RowKey, "bytes", Size(row), MaxRowBytes);
            foreach (var (name, value) in row)
                Check(process, $"{name} of {row.RowKey}", "characters", (value as string)?.Length ?? 0, LongText.MaxPropertyCharacters);
        }

        Check(process, "The step", "bytes", actions.Sum(action => Size((TableEntity)action.Entity)), MaxBytes);
    }

    static void Check(ProcessId process, string what, string unit, long has, long most)
    {
        if (has > most)
            throw new OversizedStepException(
                process, string.Create(CultureInfo.InvariantCulture, $"{what} has {has} {unit}; storage takes {most}."));
    }

    // As Azure counts: two bytes a character, for names and for texts.
    static long Size(TableEntity row) => row.Sum(property =>
        (2L * property.Key.Length) + (property.Value is string text ? 2L * text.Length : OtherValueBytes));
}
