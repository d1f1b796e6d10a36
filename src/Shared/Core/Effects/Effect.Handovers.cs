using System.Text.Json.Serialization;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;

namespace OnCall.Core.Effects;

/// <summary>What people see of a handover.</summary>
[JsonDerivedType(typeof(RemindOfHandover), "remind-of-handover")]
[JsonDerivedType(typeof(PostHandoverNote), "post-handover-note")]
[JsonDerivedType(typeof(EditHandoverNote), "edit-handover-note")]
[JsonDerivedType(typeof(NudgeHandover), "nudge-handover")]
[JsonDerivedType(typeof(TellIncomingChanged), "tell-incoming-changed")]
[JsonDerivedType(typeof(TellHandoverComplete), "tell-handover-complete")]
[JsonDerivedType(typeof(TellHandoverLapsed), "tell-handover-lapsed")]
[JsonDerivedType(typeof(TellHandoverMissed), "tell-handover-missed")]
[JsonDerivedType(typeof(TellNoteRefused), "tell-note-refused")]
[JsonDerivedType(typeof(HintNotIncoming), "hint-not-incoming")]
[JsonDerivedType(typeof(HintNotEditor), "hint-not-editor")]
public abstract partial record Effect
{
    /// <summary>"Handover is Monday 10:00 local on the #novavms-oncall Slack channel."</summary>
    public abstract record ToOnCallChannel : ToSlack
    {
        internal ToOnCallChannel() { }

        [JsonIgnore]
        public override Audience Audience => Audience.OnCall;
    }

    /// <summary>To the outgoing primary alone, before the handover.</summary>
    public sealed record RemindOfHandover(
        Person Outgoing, Person Incoming, DateTimeOffset For, HandoverNote Draft, DateTimeOffset At) : ToSlack
    {
        [JsonIgnore]
        public override Person? Directly => Outgoing;
    }

    /// <summary>"Outgoing primary posts a handover note in #novavms-oncall."</summary>
    public sealed record PostHandoverNote(HandoverView View) : ToOnCallChannel
    {
        [JsonIgnore]
        public override bool OpensThread => true;
    }

    /// <summary>The note as it is from now on, in the place of what stood there.</summary>
    public sealed record EditHandoverNote(HandoverView View) : ToOnCallChannel
    {
        [JsonIgnore]
        public override bool ReplacesThread => true;
    }

    /// <param name="Until">From then on the next nudge speaks for this one.</param>
    public sealed record NudgeHandover(HandoverView View, HandoverNudge Nudge, DateTimeOffset At, DateTimeOffset Until)
        : ToOnCallChannel;

    public sealed record TellIncomingChanged(HandoverView View, Person Before) : ToOnCallChannel;

    public sealed record TellHandoverComplete(HandoverView View) : ToOnCallChannel;

    /// <summary>The next handover has come, and nobody ever acknowledged this one.</summary>
    public sealed record TellHandoverLapsed(HandoverView View) : ToOnCallChannel;

    public sealed record TellHandoverMissed(DateTimeOffset For, DateTimeOffset At) : ToOnCallChannel;

    /// <summary>The channel does not take the note.</summary>
    /// <param name="Again">When it is tried again.</param>
    public sealed record TellNoteRefused(Person To, HandoverView View, string Why, DateTimeOffset Again) : ToSlack
    {
        [JsonIgnore]
        public override Person? Directly => To;
    }

    /// <summary>Somebody's 👍 does not complete the handover; only they see it.</summary>
    public sealed record HintNotIncoming(string SlackUser, Person Incoming) : ToOnCallChannel
    {
        [JsonIgnore]
        public override string? OnlyFor => SlackUser;
    }

    /// <summary>Only they see it.</summary>
    public sealed record HintNotEditor(string SlackUser, Person Outgoing, bool IsComplete) : ToOnCallChannel
    {
        [JsonIgnore]
        public override string? OnlyFor => SlackUser;
    }
}
