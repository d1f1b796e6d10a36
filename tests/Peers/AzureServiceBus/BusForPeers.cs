using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.LocalHost.Npm;
using OnCall.LocalHost.ServiceBus;
using OnCall.LocalHost.Time;
using OnCall.Peers.NodeSuites;

[assembly: AssemblyFixture(typeof(OnCall.Peers.AzureServiceBus.BusForPeers))]

namespace OnCall.Peers.AzureServiceBus;

/// <summary>
/// All suites, run once, against one embedded bus. The bus lives by a clock that the suites move, over HTTP, so
/// that no test waits for a lock to run out.
/// </summary>
public sealed class BusForPeers : IAsyncLifetime
{
    const string Folder = "AzureServiceBus";

    static readonly NpmPackage Package = new("@azure/service-bus", Folder, "leave these tests out");

    // Tokens are checked by this clock, and clients make them by the machine's. Whole seconds are the same on
    // both sides of the wire.
    readonly SimulatedClock _clock = new(
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public static IEnumerable<NodeSuite> Suites => NodeSuite.In(Folder);

    public NodeRun? Run { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var npm = new NpmSetup();
        var node = await NodeJs.FindAsync(Package, npm.SearchPath, cancellation);
        var installed = await NpmInstall.EnsureAsync(Package, node, npm, cancellation);
        await using var bus = EmbeddedServiceBus.Start(
            new EmbeddedServiceBusOptions(Queues()), _clock, NullLogger<EmbeddedServiceBus>.Instance);
        await using var clock = await ServeClockAsync();
        Run = new NodeRun(node, new Dictionary<string, string>
        {
            ["SERVICE_BUS"] = bus.ConnectionString,
            ["CLOCK"] = clock.Urls.Single(),
            ["PACKAGE_FOLDER"] = installed,
        });
        // One after the other: they share the clock.
        foreach (var suite in Suites)
            await Run.RunAsync(suite, cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static List<QueueOptions> Queues() =>
    [
        .. Suites.SelectMany(suite => suite.TestNames.Select((_, index) =>
            new QueueOptions($"{Path.GetFileNameWithoutExtension(suite.File)}-{index + 1}"))),
        new("three-tries") { MaxDeliveryCount = 3 },
        new("unique") { DuplicateWindow = TimeSpan.FromMinutes(1) },
        new("expiring") { TimeToLive = TimeSpan.FromMinutes(1), DeadLetterExpired = true },
    ];

    async Task<WebApplication> ServeClockAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => _clock.GetUtcNow());
        app.MapPost("/", (HttpRequest request) => _clock.MoveTo(_clock.GetUtcNow()
            + TimeSpan.FromSeconds(double.Parse(request.Query["seconds"]!, CultureInfo.InvariantCulture))));
        await app.StartAsync();
        return app;
    }
}
