using System.Text.Json.Serialization;
using OnCall.Core.Policy;

namespace OnCall.Core.Handovers;

/// <summary>What happened to a handover. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(Remarked), "remarked")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(SectionsFilled), "sections-filled")]
[JsonDerivedType(typeof(NoteEdited), "note-edited")]
[JsonDerivedType(typeof(IncomingChanged), "incoming-changed")]
[JsonDerivedType(typeof(Nudged), "nudged")]
[JsonDerivedType(typeof(ThumbNotCounted), "thumb-not-counted")]
[JsonDerivedType(typeof(EditNotAllowed), "edit-not-allowed")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(NoteRefused), "note-refused")]
[JsonDerivedType(typeof(PostedAgain), "posted-again")]
[JsonDerivedType(typeof(Overtaken), "overtaken")]
[JsonDerivedType(typeof(Missed), "missed")]
[JsonDerivedType(typeof(CalledOff), "called-off")]
public abstract record HandoverEvent(DateTimeOffset At)
{
    public sealed record Planned(DateTimeOffset For, DateTimeOffset At) : HandoverEvent(At);

    /// <param name="Due">Which of the policy's reminders it is; those before it are not sent any more.</param>
    public sealed record Reminded(
        DateTimeOffset Due, DateTimeOffset For, HandoverParties Who, HandoverNote Draft, DateTimeOffset At) : HandoverEvent(At);

    public sealed record Remarked(Remarks Remarks, DateTimeOffset At) : HandoverEvent(At);

    public sealed record Opened(HandoverView View, DateTimeOffset NextAt, DateTimeOffset At) : HandoverEvent(At);

    public sealed record SectionsFilled(HandoverView View, IReadOnlyList<NoteSection> Sections, DateTimeOffset At) : HandoverEvent(At);

    /// <param name="By">The outgoing primary.</param>
    public sealed record NoteEdited(HandoverView View, Person By, DateTimeOffset At) : HandoverEvent(At);

    /// <summary>An override or a swap since the opening: another one has to acknowledge.</summary>
    public sealed record IncomingChanged(HandoverView View, Person Before, DateTimeOffset At) : HandoverEvent(At);

    /// <param name="Nudges">How many there were, this one included.</param>
    public sealed record Nudged(HandoverView View, int Nudges, HandoverNudge Nudge, DateTimeOffset NextAt, DateTimeOffset At)
        : HandoverEvent(At);

    /// <summary>Somebody else's 👍: they are told privately.</summary>
    public sealed record ThumbNotCounted(string SlackUser, Person Incoming, DateTimeOffset At) : HandoverEvent(At);

    public sealed record EditNotAllowed(string SlackUser, Person Outgoing, bool IsComplete, DateTimeOffset At) : HandoverEvent(At);

    /// <summary>The incoming primary's own 👍: the handover is complete.</summary>
    public sealed record Acknowledged(HandoverView View, Person By, DateTimeOffset At) : HandoverEvent(At);

    /// <summary>Slack will not take the note, or what was to be said in its thread.</summary>
    /// <param name="IsNews">False when it refused before.</param>
    public sealed record NoteRefused(HandoverView View, string Why, bool IsNews, DateTimeOffset NextAt, DateTimeOffset At)
        : HandoverEvent(At)
    {
        /// <summary>True when the note stands in its channel, and only a nudge was refused.</summary>
        public bool IsPosted { get; init; }
    }

    public sealed record PostedAgain(HandoverView View, DateTimeOffset NextAt, DateTimeOffset At) : HandoverEvent(At);

    /// <summary>The next handover came before the 👍 did.</summary>
    public sealed record Overtaken(HandoverView View, DateTimeOffset At) : HandoverEvent(At);

    /// <summary>The service was away until the next handover.</summary>
    public sealed record Missed(DateTimeOffset For, DateTimeOffset At) : HandoverEvent(At);

    /// <summary>The policy does not hand over at this hour any more.</summary>
    public sealed record CalledOff(DateTimeOffset For, DateTimeOffset At) : HandoverEvent(At);
}

/// <summary>What the missing 👍 asks for now.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<HandoverNudge>))]
public enum HandoverNudge
{
    /// <summary>The incoming primary is asked once more.</summary>
    AskIncoming,

    /// <summary>Secondary and lead are told.</summary>
    TellOthers,

    /// <summary>After that, each hour of business.</summary>
    AskAgain,
}
