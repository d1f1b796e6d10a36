using OnCall.Core.Effects;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Slack;

/// <summary>What people read of an effect.</summary>
public static class SlackMessages
{
    public static SlackMessage Of(Effect.ToSlack effect, EffectId id) => effect switch
    {
        Effect.TellNotice notice => NoticeMessage.Of(notice),
        Effect.TellSilenceSet set => SilenceMessages.Of(set),
        Effect.TellAlertRefused refused => AlertMessages.Of(refused),
        Effect.TellTicketRefused refused => AlertMessages.Of(refused),
        Effect.TellSilenceLifted lifted => SilenceMessages.Of(lifted),
        Effect.ToNoiseChannel noise => NoiseMessages.Of(noise),
        Effect.TellDeclarationRefused refused => DeclarationMessages.Of(refused),
        _ => HandoverMessages.Of(effect, id.Process.Id) ?? IncidentMessages.Of(effect),
    };
}
