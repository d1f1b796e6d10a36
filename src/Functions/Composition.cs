using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Slack.Home;
using OnCall.Adapters.Tables;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Noise;
using OnCall.Core.Rotation;
using OnCall.Engine.DeadLetters;
using OnCall.Engine.Declarations;
using OnCall.Engine.Handovers;
using OnCall.Engine.Incidents;
using OnCall.Engine.Noise;
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
using OnCall.Functions.Incidents;
using OnCall.Functions.OnCallNow;
using OnCall.Functions.Overrides;
using OnCall.Functions.PagerDutyWebhook;
using OnCall.Functions.Settings;
using OnCall.Functions.Silences;
using OnCall.Functions.SlackCommands;
using OnCall.Functions.SlackEvents;
using OnCall.Functions.SlackHome;
using OnCall.Functions.SlackInteractions;
using OnCall.Functions.WakeupDeadLetter;

namespace OnCall.Functions;

/// <summary>Which part stands behind which port. The only place that knows them all.</summary>
static partial class Composition
{
    public static IServiceCollection AddOnCall(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(TimeProvider.System)
        .AddCore(settings)
        .AddProcesses()
        .AddEngine()
        .AddStorage(settings.Storage)
        .AddServiceBus(settings.ServiceBus)
        .AddNeighbours(settings)
        .AddDetection(settings)
        .AddIntake()
        .AddReports()
        .AddHealth()
        .AddHostedService<WarmUp>()
        .ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, AnswerJson.Default));

    static IServiceCollection AddCore(this IServiceCollection services, AppSettings settings) => services
        .AddSingleton(settings.Policy)
        .AddSingleton(new RotationCalendar(settings.Policy.Rotation, new OnCallZone(settings.Policy.Zone)))
        .AddSingleton<EscalationChain>()
        .AddSingleton<HandoverTimes>()
        .AddSingleton<HandoverRoster>()
        .AddSingleton<HandoverSteps>()
        .AddSingleton<NoiseHours>();

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
        .AddSingleton<NoiseDesk>()
        .AddSingleton<INoise>(provider => provider.GetRequiredService<NoiseDesk>())
        .AddSingleton<INeighbour>(provider => provider.GetRequiredService<NoiseDesk>())
        .AddSingleton<IOverrides>(provider => provider.GetRequiredService<StoredOverrides>())
        .AddSingleton<INoteSource, OpenIncidentsSource>()
        .AddSingleton<INoteSource, DeploysSource>()
        .AddSingleton<INoteSource, NoisyAlertsSource>()
        .AddSingleton<INoteSource, ClosedOrgsSource>()
        .AddSingleton<HandoverDraft>()
        .AddSingleton<StoredHandovers>()
        .AddSingleton<HandoverClock>()
        .AddSingleton<HandoverDesk>()
        .AddSingleton<DeclarationDesk>()
        .AddSingleton<OpenIncidents>()
        .AddSingleton<IncidentDesk>();

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
        .AddSingleton<ISlackListener, HomeListener>()
        .AddSingleton<HomeDesk>()
        .AddSingleton<HomeDuties>()
        .AddSingleton<HomeHandovers>()
        .AddSingleton<HomePage>()
        .AddSingleton<ISlackInteractor, HandoverEditing>()
        .AddSingleton<ISlackListener, IncidentListener>()
        .AddSingleton<ISlackInteractor, IncidentSteering>()
        .AddSingleton<SlackCommandIntake>()
        .AddSingleton<SlackCommandDesk>()
        .AddSingleton<DeclareCommand>()
        .AddSingleton<SlackCommandQuestions>()
        .AddSingleton<WhoIsOnCall>()
        .AddSingleton<OverrideIntake>()
        .AddSingleton<OverrideAnswering>()
        .AddSingleton<SilenceIntake>()
        .AddSingleton<DeadLetterIntake>();
}
