using OnCall.Adapters.GitHub;
using OnCall.Adapters.Heartbeat;
using OnCall.Adapters.NovaVms;
using OnCall.Adapters.PagerDuty;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Home;
using OnCall.Engine.Handovers;
using OnCall.Engine.Incidents;
using OnCall.Engine.Outbox;
using OnCall.Engine.Postmortems;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Rotation;
using OnCall.Engine.Triage;
using OnCall.Functions.Settings;
using Polly;

namespace OnCall.Functions;

/// <summary>Whom we talk to, and how long we wait for them.</summary>
static partial class Composition
{
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>With the body of the answer.</summary>
    static readonly TimeSpan WholeCallTimeout = TimeSpan.FromSeconds(15);
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    static IServiceCollection AddNeighbours(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(settings.Slack).AddSingleton(settings.PagerDuty);
        services.AddHttpClient<SlackCalls>("Slack").AddTimeLimits();
        services.AddHttpClient<SlackResponses>("SlackResponses").AddTimeLimits();
        services.AddHttpClient<PagerDutyRestCalls>("PagerDuty").AddTimeLimits();
        services.AddHttpClient<PagerDutyEventsClient>("PagerDutyEvents").AddTimeLimits();
        services.AddHttpClient<HeartbeatClient>("Heartbeat").AddTimeLimits().AddTypedClient((http, provider) =>
            new HeartbeatClient(http, settings.Heartbeat, provider.GetRequiredService<ILogger<HeartbeatClient>>()));
        return services
            .AddSingleton<INeighbour, SlackClient>()
            .AddSingleton<SlackViews>()
            .AddSingleton<SlackThreads>()
            .AddSingleton<SlackWhispers>()
            .AddSingleton<SlackHomes>()
            .AddSingleton<SlackPermalinks>()
            .AddSingleton<IChatPeople, SlackUsers>()
            .AddSingleton<IHandoverThread, HandoverThread>()
            .AddSingleton<IIncidentThread, IncidentThread>()
            .AddSingleton<INeighbour, PagerDutyClient>()
            .AddSingleton<INeighbour>(provider => provider.GetRequiredService<PagerDutyEventsClient>())
            .AddSingleton<IIncidentSource, PagerDutyIncidents>()
            .AddSingleton<IPagingServices, PagerDutyServices>()
            .AddSingleton<IPagingOnCalls, PagerDutyOnCalls>()
            .AddSingleton<IPagingPeople, PagerDutyPeople>()
            .AddHandoverSources(settings)
            .AddSingleton<IWebhookSubscriptions>(provider => new PagerDutySubscriptions(
                provider.GetRequiredService<PagerDutyRestCalls>(),
                settings.PublicUrl is { } url ? new Uri(url, PagerDutySubscriptions.WebhookPath) : null));
    }

    static IServiceCollection AddHandoverSources(this IServiceCollection services, AppSettings settings)
    {
        // Where it would send us says nothing about how it is itself.
        services.AddHttpClient<NovaVmsCalls>("NovaVms").AddTimeLimits()
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false);
        services.AddHttpClient("GitHub").AddTimeLimits()
            .UseSocketsHttpHandler((handler, _) => handler.AllowAutoRedirect = false)
            .AddHttpMessageHandler(() => new WholeAnswers());
        return services
            .AddSingleton(settings.GitHub)
            .AddSingleton(settings.NovaVms)
            .AddSingleton(provider => new GitHubCalls(
                settings.GitHub, provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler("GitHub"),
                provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<IDeploys, GitHubDeployments>()
            .AddSingleton<IPostmortems, GitHubPostmortems>()
            .AddSingleton<IPostmortemDesk, GitHubPostmortemDesk>()
            .AddSingleton<IRecentCommits, GitHubCommits>()
            .AddSingleton<IRecentDeploys, GitHubRecentDeploys>()
            .AddSingleton<IReliabilityReports, GitHubReports>()
            .AddSingleton<IClosedOrgs, NovaVmsOrgs>();
    }

    /// <summary>
    /// A time limit and nothing else: what failed is tried again by the outbox, which keeps what it did. The
    /// clients live as long as the app, so the connections are renewed instead (DNS may change).
    /// </summary>
    static IHttpClientBuilder AddTimeLimits(this IHttpClientBuilder client)
    {
        client.RemoveAllLoggers();
        client.ConfigureHttpClient(http => http.Timeout = WholeCallTimeout);
        client.UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = ConnectionLifetime);
        client.SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        client.AddResilienceHandler("time-limit", limits =>
        {
            // The machine's clock: a neighbour answers in real time, also in a drill whose clock stands still.
            limits.TimeProvider = TimeProvider.System;
            limits.AddTimeout(CallTimeout);
        });
        return client;
    }
}
