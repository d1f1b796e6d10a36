using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tables;

/// <summary>
/// Where the index of open processes stands: spread over a few partitions, because one takes only so many changes a second
/// and a bad night opens many processes at once; next to one another, so that one question lists them all.
/// </summary>
static class OpenIndex
{
    const int Partitions = 16;
    const string Prefix = "open";

    /// <summary>Every process id has a dash, so no process can be called this.</summary>
    public static string PartitionOf(ProcessId process) => Partition((int)(Hash(process.Value) % Partitions));

    public static string All { get; } =
        TableClient.CreateQueryFilter($"PartitionKey ge {Partition(0)} and PartitionKey le {Partition(Partitions - 1)}");

    static string Partition(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:D2}");

    // FNV-1a. Stored by what it says, so never changed: .NET's own hashes differ from start to start.
    static uint Hash(string text)
    {
        const uint Prime = 16_777_619;
        var hash = 2_166_136_261;
        foreach (var one in Encoding.UTF8.GetBytes(text))
            hash = unchecked((hash ^ one) * Prime);
        return hash;
    }
}
