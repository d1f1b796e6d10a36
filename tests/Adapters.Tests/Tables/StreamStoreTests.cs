using OnCall.Adapters.Tables;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;
using OnCall.LocalHost.Azurite;
using OnCall.LocalHost.InMemory;

namespace OnCall.Adapters.Tests.Tables;

public sealed class MemoryStreamStoreTests : StreamStoreContract
{
    static readonly MemoryStreamStore Store = new();

    protected override ValueTask<IStreamStore> OpenAsync() => new(Store);
}

public sealed class TableStreamStoreTests(TableStreamStoreTests.Storage storage)
    : StreamStoreContract, IClassFixture<TableStreamStoreTests.Storage>
{
    protected override ValueTask<IStreamStore> OpenAsync() => new(storage.Store);

    [Theory]
    [InlineData(600_000, 1, "bytes")] // Azure: 1 MiB a row
    [InlineData(480_000, 6, "bytes")] // 4 MiB a transaction
    [InlineData(10, 120, "rows")] // 100 rows
    public async Task A_step_that_Azure_would_refuse_says_so_before_anything_is_sent(int length, int events, string unit)
    {
        var process = new ProcessId($"incident-oversized-{length}-{events}");
        var step = new Commit(
            null,
            new Head(process, 1, "{}", null, false, ""),
            [.. Enumerable.Range(0, events).Select(i => new EventRow(
                1, i, new string('x', length), new Explanation(default, Actor.Clock, Rules.EscalationChain)))],
            [], [], default);

        var refused = await Assert.ThrowsAsync<OversizedStepException>(
            () => storage.Store.CommitAsync(step, TestContext.Current.CancellationToken));

        Assert.Contains(unit, refused.Message, StringComparison.Ordinal);
        Assert.Null(await storage.Store.ReadAsync(process, TestContext.Current.CancellationToken));
    }

    public sealed class Storage : IAsyncLifetime
    {
        AzuriteProcess? _azurite;
        StreamTable? _table;

        public IStreamStore Store => new TableStreamStore(_table!);

        public async ValueTask InitializeAsync()
        {
            _azurite = await AzuriteProcess.StartAsync(new AzuriteSetup(), TestContext.Current.CancellationToken);
            _table = new StreamTable(_azurite.ConnectionString);
        }

        public async ValueTask DisposeAsync()
        {
            _table?.Dispose();
            if (_azurite is not null)
                await _azurite.DisposeAsync();
        }
    }
}
