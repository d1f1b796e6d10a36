using System.Globalization;
using OnCall.LocalHost.ChildProcesses;
using OnCall.LocalHost.Npm;

namespace OnCall.LocalHost.Azurite;

/// <summary>Azure Table Storage on this machine: Azurite's table service, installed on first use.</summary>
public sealed class AzuriteProcess : IAsyncDisposable
{
    // The account and key that every storage emulator has, published by Microsoft: no secret.
    const string Account = "devstoreaccount1";
    const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    static readonly NpmPackage Package = new("Azurite", "Azurite", "start with --in-memory, which works without it");

    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    readonly ChildProcess _child;

    AzuriteProcess(ChildProcess child, Uri address) => (_child, Address) = (child, address);

    public Uri Address { get; }

    public string ConnectionString => ConnectionStringOf(Account);

    /// <param name="account">One of <see cref="AzuriteSetup.MoreAccounts"/>.</param>
    public string ConnectionStringOf(string account) =>
        $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};TableEndpoint={Address}{account};";

    /// <summary>Returns when it answers; throws <see cref="LocalHostException"/> for what one can mend.</summary>
    public static async Task<AzuriteProcess> StartAsync(AzuriteSetup setup, CancellationToken cancellation)
    {
        var node = await NodeJs.FindAsync(Package, setup.Npm.SearchPath, cancellation);
        var folder = await NpmInstall.EnsureAsync(Package, node, setup.Npm, cancellation);

        // Asked before, as the answers of whoever has the port would be taken for Azurite's.
        if (setup.Port != 0 && LoopbackPort.IsTaken(setup.Port))
            throw new LocalHostException(
                $"Port {setup.Port} of this machine, wanted for Azurite, is taken: "
                + "end the program that listens there.");

        var port = setup.Port != 0 ? setup.Port : LoopbackPort.PickFree();
        var start = node.Run(Arguments(folder, port, setup.DataFolder));
        start.WorkingDirectory = folder;
        start.Environment["AZURITE_ACCOUNTS"] =
            string.Join(';', setup.MoreAccounts.Prepend(Account).Select(name => $"{name}:{Key}"));

        // SIGINT, as it saves its tables upon that and nothing else.
        var child = ChildProcess.Start(start, Signal.Interrupt, setup.Npm.Output);
        var azurite = new AzuriteProcess(child, new Uri($"http://127.0.0.1:{port}/"));
        try
        {
            await Readiness.WaitAsync(child, azurite.Address, StartLimit, cancellation);
            return azurite;
        }
        catch
        {
            await azurite.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();

    static string[] Arguments(string folder, int port, string? dataFolder) =>
    [
        Path.Combine(folder, "node_modules", "azurite", "dist", "src", "table", "main.js"),
        "--tableHost", "127.0.0.1",
        "--tablePort", port.ToString(CultureInfo.InvariantCulture),
        "--silent",
        "--disableTelemetry",
        .. dataFolder is null ? (string[])["--inMemoryPersistence"] : ["--location", Path.GetFullPath(dataFolder)],
    ];
}
