using System.Text.Json.Serialization;

namespace OnCall.Core.Handovers;

/// <summary>Where a handover stands. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Awaited), "awaited")]
[JsonDerivedType(typeof(Open), "open")]
[JsonDerivedType(typeof(Complete), "complete")]
[JsonDerivedType(typeof(Lapsed), "lapsed")]
[JsonDerivedType(typeof(NotHeld), "not-held")]
public abstract record Handover
{
    Handover() { }

    public sealed record None : Handover;

    /// <param name="RemindedUpTo">Reminders that were due until then are done with: sent, or before it was planned.</param>
    public sealed record Awaited(DateTimeOffset At, DateTimeOffset RemindedUpTo, Remarks? Remarks = null) : Handover;

    /// <summary>Waits for the 👍 of the incoming primary.</summary>
    /// <param name="NextAt">When it is said again, or, while Slack refuses the note, posted again.</param>
    public sealed record Open(HandoverView View, DateTimeOffset NextAt) : Handover
    {
        /// <summary>How many of the policy's nudges were sent; the telling of secondary and lead counts as one.</summary>
        public int Nudges { get; init; }

        /// <summary>Those who were told already that theirs is not the 👍 that counts, by their Slack ids.</summary>
        public IReadOnlyList<string> Hinted { get; init; } = [];

        public NotePosting Posting { get; init; }
    }

    public sealed record Complete(HandoverView View) : Handover;

    public sealed record Lapsed(HandoverView View) : Handover;

    /// <summary>It never opened: nobody was there for a week, or the policy moved the day.</summary>
    public sealed record NotHeld : Handover;
}

/// <summary>What is known of the note's way into Slack.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotePosting>))]
public enum NotePosting
{
    /// <summary>Nothing speaks against it.</summary>
    Sent,

    /// <summary>Slack refused it; those concerned were told directly, and it is posted again later.</summary>
    Refused,

    /// <summary>Refused before, it or a nudge, and sent again: another refusal is not told again.</summary>
    SentAgain,
}
