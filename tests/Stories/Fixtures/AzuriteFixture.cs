using System.Globalization;
using OnCall.LocalHost.Azurite;

[assembly: AssemblyFixture(typeof(OnCall.Stories.Fixtures.AzuriteFixture))]

namespace OnCall.Stories.Fixtures;

/// <summary>One Azurite in memory for all stories; each takes an account of its own, and so its own tables.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    const int Accounts = 440;

    AzuriteProcess? _azurite;
    int _taken;

    public AzuriteProcess Azurite => _azurite ?? throw new InvalidOperationException("It has not been started.");

    /// <summary>The connection string of an account that nobody has used.</summary>
    public string TakeAccount() => Interlocked.Increment(ref _taken) is <= Accounts and var number
        ? Azurite.ConnectionStringOf(Name(number))
        : throw new InvalidOperationException($"More than {Accounts} stories: raise the number of accounts.");

    public async ValueTask InitializeAsync() => _azurite = await AzuriteProcess.StartAsync(
        new AzuriteSetup { MoreAccounts = [.. Enumerable.Range(1, Accounts).Select(Name)] },
        TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _azurite?.DisposeAsync() ?? ValueTask.CompletedTask;

    static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"story{number}");
}
