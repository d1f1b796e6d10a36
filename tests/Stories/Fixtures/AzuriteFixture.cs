using OnCall.LocalHost.Azurite;

namespace OnCall.Stories.Fixtures;

/// <summary>One Azurite in memory for all tests of a class or an assembly that ask for it.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    AzuriteProcess? _azurite;

    public AzuriteProcess Azurite => _azurite ?? throw new InvalidOperationException("It has not been started.");

    public async ValueTask InitializeAsync() =>
        _azurite = await AzuriteProcess.StartAsync(new AzuriteSetup(), TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;
}
