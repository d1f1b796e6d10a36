using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Tables;
using OnCall.Core.Policy;
using OnCall.Engine.Streams;
using OnCall.Engine.Sweep;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Rig;

/// <summary>Everything in this process and in real time, on Azurite, with the engine's ports counted.</summary>
sealed class CountedSite : IAsyncDisposable
{
    readonly LocalSite _site;
    readonly OnCallPolicy _policy;

    CountedSite(LocalSite site, OnCallPolicy policy, CountedStore store, CountedWakeups wakeups)
    {
        (_site, _policy, Store, Wakeups) = (site, policy, store, wakeups);
        Neighbourhood.PagerDuty!.Happened += happening =>
        {
            if (happening.EventType == "incident.escalated"
                && store.DuePages.TryGetValue((happening.Incident.Id, happening.Incident.Level), out var due))
                Late.Add(happening.At - due);
        };
    }

    public CountedStore Store { get; }

    public CountedWakeups Wakeups { get; }

    /// <summary>How many calls of storage the sweep has made.</summary>
    public required Func<int> Swept { get; init; }

    public Neighbourhood Neighbourhood => _site.Neighbourhood;

    public Person FirstPerson => _policy.People[0];

    /// <summary>How late each page was at PagerDuty.</summary>
    public Lateness Late { get; } = new();

    public static async Task<CountedSite> StartAsync(ShortPolicy policy, CancellationToken cancellation)
    {
        var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(policy.Policy, TimeProvider.System), cancellation);
        CountedStore? store = null;
        CountedStore? swept = null;
        CountedWakeups? wakeups = null;
        var site = await LocalSite.StartAsync(
            neighbourhood,
            new LocalSiteSetup(
                new Dictionary<string, string>(neighbourhood.Settings) { ["OnCall__PolicyFile"] = policy.File },
                TimeProvider.System)
            {
                InThisProcess = true,
                FunctionsPort = 0,
                // A detector's calls belong to the half minutes, not to the incidents.
                Without = ["Probe"],
                Parts = services => services
                    .AddSingleton<TableStreamStore>()
                    .AddSingleton<IStreamStore>(parts =>
                        store = new CountedStore(parts.GetRequiredService<TableStreamStore>()))
                    // Its reads belong to the minutes, not to the incidents.
                    .AddSingleton(parts => new Sweeper(
                        swept = new CountedStore(parts.GetRequiredService<TableStreamStore>()),
                        parts.GetRequiredService<IWakeups>(), TimeProvider.System, NullLogger<Sweeper>.Instance))
                    .AddSingleton<IWakeups>(parts =>
                        wakeups = new CountedWakeups(parts.GetRequiredService<ServiceBusWakeups>())),
            },
            cancellation);

        // The app makes its parts when they are first asked for; so it is also warm from now on.
        using var http = new HttpClient();
        await http.GetStringAsync(
            new Uri(site.Address, $"api/health?code={LocalSecrets.FunctionKey}"), cancellation);
        neighbourhood.PagerDuty!.Trigger("Warm-up");
        while (store is null || wakeups is null || neighbourhood.Slack!.Messages.Count == 0)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellation);
        return new CountedSite(site, policy.Policy, store, wakeups) { Swept = () => swept?.Total ?? 0 };
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();
}
