using System.Diagnostics.CodeAnalysis;
using OnCall.Core.DeadLetters;
using OnCall.Core.Declarations;
using OnCall.Core.Detection;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Noise;
using OnCall.Core.Notices;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using static System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes;

namespace OnCall.Functions;

/// <summary>The kinds of durable processes: the rules of each, and how it is written to disk.</summary>
static partial class Composition
{
    static IServiceCollection AddProcesses(this IServiceCollection services) => services
        .AddProcess<IncidentDecider, Incident, IncidentCommand, IncidentEvent>(
            new(IncidentStateJson.Default.Incident, IncidentEventJson.Default.IncidentEvent))
        .AddProcess<HandoverDecider, Handover, HandoverCommand, HandoverEvent>(
            new(HandoverStateJson.Default.Handover, HandoverEventJson.Default.HandoverEvent))
        .AddProcess<RotationDecider, OverrideBook, RotationCommand, RotationEvent>(
            new(RotationJson.Default.OverrideBook, RotationJson.Default.RotationEvent))
        .AddProcess<SilenceDecider, SilenceBook, SilenceCommand, SilenceEvent>(
            new(SilenceJson.Default.SilenceBook, SilenceJson.Default.SilenceEvent))
        .AddProcess<DetectorDecider, DetectorState, DetectorCommand, DetectorEvent>(
            new(DetectionStateJson.Default.DetectorState, DetectorEventJson.Default.DetectorEvent))
        .AddProcess<NoiseDecider, NoiseBook, NoiseCommand, NoiseEvent>(
            new(NoiseJson.Default.NoiseBook, NoiseJson.Default.NoiseEvent))
        .AddProcess<NoticeDecider, Notice, NoticeCommand, NoticeEvent>(
            new(NoticeStateJson.Default.Notice, NoticeEventJson.Default.NoticeEvent))
        .AddProcess<DeclarationDecider, Declaration, DeclarationCommand, DeclarationEvent>(
            new(DeclarationStateJson.Default.Declaration, DeclarationEventJson.Default.DeclarationEvent))
        .AddProcess<DeadLetterDecider, DeadLetter, DeadLetterCommand, DeadLetterEvent>(
            new(DeadLetterStateJson.Default.DeadLetter, DeadLetterEventJson.Default.DeadLetterEvent));

    static IServiceCollection AddProcess<[DynamicallyAccessedMembers(PublicConstructors)] TDecider, TState, TCommand, TEvent>(
        this IServiceCollection services, StreamCodec<TState, TEvent> codec)
        where TDecider : Decider<TState, TCommand, TEvent>
        where TCommand : class => services
            .AddSingleton<Decider<TState, TCommand, TEvent>, TDecider>()
            .AddSingleton(codec)
            .AddSingleton<ProcessRunner<TState, TCommand, TEvent>>()
            .AddSingleton<IDurableProcess>(provider => provider.GetRequiredService<ProcessRunner<TState, TCommand, TEvent>>());
}
