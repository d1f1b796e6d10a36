using OnCall.Adapters.GitHub;
using OnCall.Adapters.Heartbeat;
using OnCall.Adapters.NovaVms;
using OnCall.Adapters.PagerDuty;
using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Tables;
using OnCall.Core.DeadLetters;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Notices;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;
using OnCall.Engine.DeadLetters;
using OnCall.Engine.Handovers;
using OnCall.Engine.Notices;
using OnCall.Engine.Outbox;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Rotation;
using OnCall.Engine.Silences;
using OnCall.Engine.Streams;
using OnCall.Engine.Sweep;
using OnCall.Engine.Wakeups;
using OnCall.Functions.Handovers;
using OnCall.Functions.Health;
using OnCall.Functions.Hosting;
using OnCall.Functions.OnCallNow;
using OnCall.Functions.Overrides;
using OnCall.Functions.PagerDutyWebhook;
using OnCall.Functions.Settings;
using OnCall.Functions.Silences;
using OnCall.Functions.SlackCommands;
using OnCall.Functions.SlackEvents;
using OnCall.Functions.SlackInteractions;
using OnCall.Functions.WakeupDeadLetter;
using Polly;

namespace OnCall.Functions;

/// <summary>Which part stands behind which port. The only place that knows them all.</summary>
static class Composition
{
    static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>With the body of the answer.</summary>
    static readonly TimeSpan WholeCallTimeout = TimeSpan.FromSeconds(15);
    static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddOnCall(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(TimeProvider.System)
        .AddCore(settings)
        .AddEngine()
        .AddStorage(settings.Storage)
        .AddServiceBus(settings.ServiceBus)
        .AddNeighbours(settings)
        .AddIntake()
        .AddHealth()
        .AddHostedService<WarmUp>()
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));

    static IServiceCollection AddCore(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(settings.Policy)
        .AddSingleton(new RotationCalendar(settings.Policy.Rotation, new OnCallZone(settings.Policy.Zone)))
        .AddSingleton<EscalationChain>()
        .AddSingleton<Decider<Incident, IncidentCommand, IncidentEvent>, IncidentDecider>()
        .AddSingleton(new StreamCodec<Incident, IncidentEvent>(
            IncidentStateJson.Default.Incident, IncidentEventJson.Default.IncidentEvent))
        .AddSingleton<HandoverTimes>()
        .AddSingleton<HandoverRoster>()
        .AddSingleton<HandoverSteps>()
        .AddSingleton<Decider<Handover, HandoverCommand, HandoverEvent>, HandoverDecider>()
        .AddSingleton(new StreamCodec<Handover, HandoverEvent>(
            HandoverStateJson.Default.Handover, HandoverEventJson.Default.HandoverEvent))
        .AddSingleton<Decider<Notice, NoticeCommand, NoticeEvent>, NoticeDecider>()
        .AddSingleton(new StreamCodec<Notice, NoticeEvent>(NoticeStateJson.Default.Notice, NoticeEventJson.Default.NoticeEvent))
        .AddSingleton<Decider<DeadLetter, DeadLetterCommand, DeadLetterEvent>, DeadLetterDecider>()
        .AddSingleton(new StreamCodec<DeadLetter, DeadLetterEvent>(
            DeadLetterStateJson.Default.DeadLetter, DeadLetterEventJson.Default.DeadLetterEvent))
        .AddSingleton<Decider<OverrideBook, RotationCommand, RotationEvent>, RotationDecider>()
        .AddSingleton(new StreamCodec<OverrideBook, RotationEvent>(
            RotationJson.Default.OverrideBook, RotationJson.Default.RotationEvent))
        .AddSingleton<Decider<SilenceBook, SilenceCommand, SilenceEvent>, SilenceDecider>()
        .AddSingleton(new StreamCodec<SilenceBook, SilenceEvent>(
            SilenceJson.Default.SilenceBook, SilenceJson.Default.SilenceEvent));

    static IServiceCollection AddEngine(this IServiceCollection services) => services
        .AddSingleton(new Patience(TimeProvider.System))
        .AddSingleton(new Lease(TimeProvider.System))
        .AddSingleton(new DraftLimit(TimeProvider.System))
        .AddSingleton<RecentSnapshots>()
        .AddSingleton<DurableProcesses>()
        .AddSingleton<LaneDelivery>()
        .AddSingleton<EffectDelivery>()
        .AddSingleton<WakeupHandler>()
        .AddSingleton<Sweeper>()
        .AddSingleton<Reconciler>()
        .AddSingleton<SubscriptionCheck>()
        .AddSingleton<ServiceSettingsCheck>()
        .AddSingleton<OnCallsCheck>()
        .AddSingleton<NoticeBoard>()
        .AddSingleton<DeadLetterBox>()
        .AddSingleton<DeadLetterWatch>()
        .AddSingleton<StoredOverrides>()
        .AddSingleton<PreflightQuestions>()
        .AddSingleton<PreflightCheck>()
        .AddSingleton<StoredSilences>()
        .AddSingleton<IOverrides>(provider => provider.GetRequiredService<StoredOverrides>())
        .AddSingleton<INoteSource, OpenIncidentsSource>()
        .AddSingleton<INoteSource, DeploysSource>()
        .AddSingleton<INoteSource, NoisyAlertsSource>()
        .AddSingleton<INoteSource, ClosedOrgsSource>()
        .AddSingleton<HandoverDraft>()
        .AddSingleton<StoredHandovers>()
        .AddSingleton<HandoverClock>()
        .AddSingleton<HandoverDesk>()
        .AddProcess<Incident, IncidentCommand, IncidentEvent>()
        .AddProcess<Handover, HandoverCommand, HandoverEvent>()
        .AddProcess<Notice, NoticeCommand, NoticeEvent>()
        .AddProcess<DeadLetter, DeadLetterCommand, DeadLetterEvent>()
        .AddProcess<OverrideBook, RotationCommand, RotationEvent>()
        .AddProcess<SilenceBook, SilenceCommand, SilenceEvent>();

    static IServiceCollection AddProcess<TState, TCommand, TEvent>(this IServiceCollection services)
        where TCommand : class => services
            .AddSingleton<ProcessRunner<TState, TCommand, TEvent>>()
            .AddSingleton<IDurableProcess>(provider => provider.GetRequiredService<ProcessRunner<TState, TCommand, TEvent>>());

    static IServiceCollection AddStorage(this IServiceCollection services, StorageSettings storage) => services
        .AddSingleton(_ => storage.Open())
        .AddSingleton<IStreamStore, TableStreamStore>();

    static IServiceCollection AddServiceBus(this IServiceCollection services, ServiceBusSettings bus) => services
        .AddSingleton(bus)
        .AddSingleton<ServiceBusConnection>()
        .AddSingleton<ServiceBusWakeups>()
        .AddSingleton<IWakeups>(provider => provider.GetRequiredService<ServiceBusWakeups>());

    static IServiceCollection AddIntake(this IServiceCollection services) => services
        .AddSingleton<PagerDutyIntake>()
        .AddSingleton<SlackRequests>()
        .AddSingleton<SlackEventIntake>()
        .AddSingleton<SlackInteractionIntake>()
        .AddSingleton<ISlackListener, HandoverListener>()
        .AddSingleton<ISlackInteractor, HandoverEditing>()
        .AddSingleton<SlackCommandIntake>()
        .AddSingleton<SlackCommandDesk>()
        .AddSingleton<SlackCommandQuestions>()
        .AddSingleton<WhoIsOnCall>()
        .AddSingleton<OverrideIntake>()
        .AddSingleton<OverrideAnswering>()
        .AddSingleton<SilenceIntake>()
        .AddSingleton<DeadLetterIntake>();

    static IServiceCollection AddNeighbours(this IServiceCollection services, AppSettings settings)
    {
        services.AddSingleton(settings.Slack).AddSingleton(settings.PagerDuty);
        services.AddHttpClient<SlackCalls>("Slack").AddTimeLimits();
        services.AddHttpClient<PagerDutyRestCalls>("PagerDuty").AddTimeLimits();
        services.AddHttpClient<HeartbeatClient>("Heartbeat").AddTimeLimits().AddTypedClient((http, provider) =>
            new HeartbeatClient(http, settings.Heartbeat, provider.GetRequiredService<ILogger<HeartbeatClient>>()));
        return services
            .AddSingleton<INeighbour, SlackClient>()
            .AddSingleton<SlackViews>()
            .AddSingleton<SlackThreads>()
            .AddSingleton<SlackWhispers>()
            .AddSingleton<IChatPeople, SlackUsers>()
            .AddSingleton<IHandoverThread, HandoverThread>()
            .AddSingleton<INeighbour, PagerDutyClient>()
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
        services.AddHttpClient<NovaVmsCalls>("NovaVms").AddTimeLimits();
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
