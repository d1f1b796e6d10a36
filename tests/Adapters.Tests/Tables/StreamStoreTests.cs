using OnCall.Adapters.Tables;
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
