using OnCall.Adapters.NovaVms;
using OnCall.Core.Detection;
using OnCall.Engine.Alerts;
using OnCall.Engine.Detection;
using OnCall.Engine.Outbox;
using OnCall.Functions.Settings;

namespace OnCall.Functions;

/// <summary>What is watched, by whom, and who is told of it.</summary>
static partial class Composition
{
    static IServiceCollection AddDetection(this IServiceCollection services, AppSettings settings)
    {
        services.AddHttpClient<SecondTarget>("SecondTarget").AddTimeLimits();
        return services
            .AddSingleton(new WatchedProduct(settings.NovaVms.BaseUrl))
            .AddSingleton<IProbe, CloudApiProbe>()
            .AddSingleton<IProbe, GatewaysProbe>()
            .AddSingleton<IProbe, IngestProbe>()
            .AddSingleton<Prober>()
            .AddSingleton<INeighbour, ProbeAgain>()
            .AddSingleton<StoredDetectors>()
            .AddSingleton<IWatch>(provider => provider.GetRequiredService<StoredDetectors>())
            .AddSingleton<Watches>()
            .AddSingleton<IAlertSource>(provider => provider.GetRequiredService<StoredDetectors>())
            .AddSingleton<AlertCauses>();
    }
}
