using Azure.Identity;
using OnCall.Adapters.Tables;

namespace OnCall.Functions.Settings;

/// <summary>
/// The app settings <c>AzureWebJobsStorage</c> or <c>AzureWebJobsStorage__accountName</c>, as the Functions
/// host itself reads them: a connection string, or an account that the managed identity may enter.
/// </summary>
public sealed record StorageSettings(string? ConnectionString, string? AccountName)
{
    public const string Section = "AzureWebJobsStorage";

    public static StorageSettings Read(IConfiguration settings, List<string> errors)
    {
        var storage = new StorageSettings(settings[Section], settings[$"{Section}:accountName"]);
        if (string.IsNullOrWhiteSpace(storage.ConnectionString) && string.IsNullOrWhiteSpace(storage.AccountName))
            errors.Add($"{Section} is missing: a storage connection string; "
                + $"in Azure {Section}__accountName and a managed identity instead.");
        else if (!string.IsNullOrWhiteSpace(storage.ConnectionString))
            storage.CheckConnectionString(errors);
        return storage;
    }

    public StreamTable Open() => string.IsNullOrWhiteSpace(ConnectionString)
        ? new StreamTable(AccountName!, new DefaultAzureCredential())
        : new StreamTable(ConnectionString);

    void CheckConnectionString(List<string> errors)
    {
        try
        {
            Open().Dispose();
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or ArgumentException)
        {
            // The message of the exception may quote the text, which holds the account's key.
            errors.Add(
                $"{Section} is not a storage connection string (AccountName=…;AccountKey=…;TableEndpoint=…).");
        }
    }
}
