using OnCall.Adapters.ServiceBus;
using OnCall.Engine.Streams;
using OnCall.Functions;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.ServiceBus;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.Site;

/// <summary>The functions app in its neighbourhood, with the Functions host played around it.</summary>
public sealed class LocalSite : IAsyncDisposable
{
    readonly Stack<IAsyncDisposable> _parts = [];

    LocalSite(Neighbourhood neighbourhood) => Neighbourhood = neighbourhood;

    public Neighbourhood Neighbourhood { get; }

    /// <summary>Where the HTTP functions answer.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <summary>The app's own parts; null when it is a program of its own.</summary>
    public IServiceProvider? Parts { get; private set; }

    /// <summary>The app as a program of its own; null when it runs in this process.</summary>
    public HandlerProcess? App { get; private set; }

    public IReadOnlyList<IBusy> BusyParts { get; private set; } = [];

    /// <param name="neighbourhood">Belongs to the site from now on.</param>
    public static async Task<LocalSite> StartAsync(
        Neighbourhood neighbourhood, LocalSiteSetup setup, CancellationToken cancellation)
    {
        var site = new LocalSite(neighbourhood);
        site._parts.Push(neighbourhood);
        try
        {
            var folder = FunctionsFolder.Read(setup.AppFolder, setup.Settings);
            folder = folder with { Functions = [.. folder.Functions.Where(function => !setup.Without.Contains(function.Name))] };
            var handler = await site.StartAppAsync(folder, setup, cancellation);
            await site.StartHostAsync(folder, handler, setup, cancellation);
            return site;
        }
        catch
        {
            await site.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
    }

    async Task<IHandler> StartAppAsync(FunctionsFolder folder, LocalSiteSetup setup, CancellationToken cancellation)
    {
        if (!setup.InThisProcess)
        {
            var handler = await HandlerProcess.StartAsync(
                new HandlerSetup(folder)
                {
                    Environment = setup.Settings,
                    Output = setup.Output,
                    Loggers = setup.Loggers,
                    Starts = setup.Starts,
                },
                cancellation);
            _parts.Push(handler);
            App = handler;
            return handler;
        }

        var app = OnCallApp.Build([], new OnCallAppAdjustment(
            configuration => configuration.AddAppSettings(setup.Settings),
            logging => logging.ClearProviders().AddProvider(new ForwardedLogs(setup.Loggers)),
            AddParts));
        _parts.Push(app);
        await app.StartAsync(cancellation);
        Parts = app.Services;
        return new HandlerInProcess(new Uri(app.Urls.Single()));

        void AddParts(IServiceCollection services)
        {
            services.AddSingleton(setup.Clock);
            if (Neighbourhood.Memory is { } memory)
                services.AddSingleton<IStreamStore>(memory);
            setup.Parts?.Invoke(services);
        }
    }

    async Task StartHostAsync(
        FunctionsFolder folder, IHandler handler, LocalSiteSetup setup, CancellationToken cancellation)
    {
        var bus = ServiceBusSettings.Read(
            setup.Settings.GetValueOrDefault(ServiceBusSettings.ConnectionStringSetting),
            setup.Settings.GetValueOrDefault(ServiceBusSettings.NamespaceSetting),
            () => new Azure.Identity.DefaultAzureCredential());
        var connection = new ServiceBusConnection(
            bus, setup.Clock, setup.Loggers.CreateLogger<ServiceBusConnection>());
        _parts.Push(connection);

        var player = await FunctionsHostPlayer.StartAsync(
            new FunctionsHostSetup(folder, handler)
            {
                Port = setup.FunctionsPort,
                Key = LocalSecrets.FunctionKey,
                Messages = new ServiceBusQueues(connection, setup.Loggers.CreateLogger<ServiceBusReceiver>()),
                Clock = setup.Clock,
                Loggers = setup.Loggers,
            },
            cancellation);
        _parts.Push(player);
        Address = player.Address;
        BusyParts = [.. Neighbourhood.BusyParts, player];
        if (Neighbourhood.PagerDuty is { } pagerDuty)
            pagerDuty.WebhookUrl = new Uri(Address, "api/pagerduty/webhook");
        if (Neighbourhood.NovaVms is { } novaVms)
            novaVms.EventsUrl = new Uri(Address, "api/novavms/events");
        if (Neighbourhood.Slack is { } slack)
            (slack.EventsUrl, slack.InteractionsUrl, slack.CommandsUrl) =
                (new Uri(Address, "api/slack/events"), new Uri(Address, "api/slack/interactions"), new Uri(Address, "api/slack/commands"));
    }
}
