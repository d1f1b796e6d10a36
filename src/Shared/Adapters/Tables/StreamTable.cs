using Azure;
using Azure.Core;
using Azure.Data.Tables;

namespace OnCall.Adapters.Tables;

/// <summary>
/// The table that everything is kept in. It is made when it is first needed, so that an app that starts while
/// storage is away recovers by itself.
/// </summary>
public sealed class StreamTable : IDisposable
{
    public const string Name = "oncall";

    // PagerDuty waits 5 s for an answer to a webhook: better an honest 503 in time than a late 200.
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(3);
    const int Retries = 2;

    readonly TableClient _table;
    readonly SemaphoreSlim _making = new(1);
    volatile bool _made;

    /// <param name="connectionString">The value of <c>AzureWebJobsStorage</c>.</param>
    public StreamTable(string connectionString) =>
        _table = new TableClient(connectionString, Name, Options());

    /// <param name="accountName">The value of <c>AzureWebJobsStorage__accountName</c>.</param>
    public StreamTable(string accountName, TokenCredential credential) =>
        _table = new TableClient(new Uri($"https://{accountName}.table.core.windows.net"), Name, credential, Options());

    /// <exception cref="RequestFailedException">Storage cannot be reached or refuses.</exception>
    public async ValueTask<TableClient> OpenAsync(CancellationToken cancellation)
    {
        if (_made)
            return _table;

        await _making.WaitAsync(cancellation);
        try
        {
            if (!_made)
                await _table.CreateIfNotExistsAsync(cancellation);
            _made = true;
            return _table;
        }
        finally
        {
            _making.Release();
        }
    }

    public void Dispose() => _making.Dispose();

    static TableClientOptions Options() => new()
    {
        Retry =
        {
            Mode = RetryMode.Exponential,
            MaxRetries = Retries,
            Delay = TimeSpan.FromMilliseconds(100),
            MaxDelay = TimeSpan.FromMilliseconds(500),
            NetworkTimeout = CallTimeout,
        },
        // What every call leads to is in our own log; the library's log of each would only cost time.
        Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false },
    };
}
