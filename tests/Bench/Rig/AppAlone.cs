using OnCall.Functions;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Rig;

/// <summary>
/// The app in this process without the Functions host: it takes webhooks in, and nobody calls it back.
/// </summary>
sealed class AppAlone : IAsyncDisposable
{
    readonly Neighbourhood _neighbourhood;
    readonly WebApplication _app;

    AppAlone(Neighbourhood neighbourhood, WebApplication app) => (_neighbourhood, _app) = (neighbourhood, app);

    public Uri Address => new(_app.Urls.Single());

    public IServiceProvider Parts => _app.Services;

    public Neighbourhood Neighbourhood => _neighbourhood;

    public static async Task<AppAlone> StartAsync(
        bool inMemory, ShortPolicy policy, CancellationToken cancellation)
    {
        var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(policy.Policy, TimeProvider.System) { InMemory = inMemory }, cancellation);
        var settings = new Dictionary<string, string>(neighbourhood.Settings) { ["OnCall__PolicyFile"] = policy.File };
        var app = OnCallApp.Build([], new OnCallAppAdjustment(
            configuration => configuration.AddAppSettings(settings),
            logging => logging.ClearProviders(),
            services =>
            {
                if (neighbourhood.Memory is { } memory)
                    services.AddSingleton<Engine.Streams.IStreamStore>(memory);
            }));
        await app.StartAsync(cancellation);
        return new AppAlone(neighbourhood, app);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _neighbourhood.DisposeAsync();
    }
}
