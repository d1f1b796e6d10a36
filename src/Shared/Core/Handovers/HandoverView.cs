using System.Text.Json.Serialization;
using OnCall.Core.Policy;

namespace OnCall.Core.Handovers;

/// <summary>An opened handover as people see it.</summary>
/// <param name="At">When it was due.</param>
/// <param name="Unfinished">The handover before it, when nobody ever acknowledged that one.</param>
public sealed record HandoverView(
    DateTimeOffset At,
    DateTimeOffset OpenedAt,
    HandoverParties Who,
    HandoverCover Cover,
    HandoverNote Note,
    HandoverStanding Standing,
    UnfinishedHandover? Unfinished = null)
{
    /// <summary>The clock ticks each minute; what took longer was not the clock.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    [JsonIgnore]
    public bool IsLate => OpenedAt - At >= LateAfter;

    /// <summary>Who is responsible until the 👍, by the policy's <c>handover.untilAcknowledged</c>.</summary>
    [JsonIgnore]
    public Person Covering =>
        Cover == HandoverCover.Incoming ? Who.Incoming : Unfinished?.Responsible ?? Who.Outgoing;
}

/// <summary>As they were known when it was decided.</summary>
/// <param name="Secondary">Null when the rotation has one member only.</param>
/// <param name="Lead">Null when the policy names none.</param>
public sealed record HandoverParties(Person Outgoing, Person Incoming, Person? Secondary, Person? Lead);

/// <param name="Responsible">Who covered it to its end, and still does.</param>
public sealed record UnfinishedHandover(DateTimeOffset At, Person Responsible);

/// <summary>Whether the 👍 has come. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Waiting), "waiting")]
[JsonDerivedType(typeof(Completed), "completed")]
[JsonDerivedType(typeof(NeverAcknowledged), "never-acknowledged")]
public abstract record HandoverStanding
{
    HandoverStanding() { }

    public sealed record Waiting : HandoverStanding;

    public sealed record Completed(Person By, DateTimeOffset At) : HandoverStanding;

    /// <summary>The next handover came first. It stays incomplete for good.</summary>
    public sealed record NeverAcknowledged(DateTimeOffset At) : HandoverStanding;
}
