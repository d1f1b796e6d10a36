using System.Text.Json.Serialization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>What happened to an incident. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Raised), "raised")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(Escalated), "escalated")]
[JsonDerivedType(typeof(LevelSkipped), "level-skipped")]
[JsonDerivedType(typeof(ChainExhausted), "chain-exhausted")]
[JsonDerivedType(typeof(PageRefused), "page-refused")]
[JsonDerivedType(typeof(PageNotNeeded), "page-not-needed")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(ResolvedUnseen), "resolved-unseen")]
public abstract partial record IncidentEvent(DateTimeOffset At)
{
    /// <param name="Course">Null in what was written before there was one.</param>
    public sealed record Raised(
        Page Page, Responder Primary, Responder? Secondary, DateTimeOffset AckBy, DateTimeOffset At, Course? Course = null,
        Uri? Runbook = null) : IncidentEvent(At);

    public sealed record Acknowledged(Page Page, Actor By, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="Reason">One sentence, as it stands in PagerDuty's notes.</param>
    public sealed record Escalated(
        Page Page, Responder Silent, Responder Paged, string Reason, DateTimeOffset AckBy, DateTimeOffset At)
        : IncidentEvent(At);

    public sealed record LevelSkipped(Page Page, EscalationRole Role, DateTimeOffset At) : IncidentEvent(At);

    public sealed record ChainExhausted(Page Page, Responder Silent, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>PagerDuty refused for good to page somebody, or to keep a note.</summary>
    /// <param name="Paged">Who was not paged; null when it was a note.</param>
    public sealed record PageRefused(Page Page, Responder? Paged, string Why, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>The level was decided, but nobody was paged: somebody had answered PagerDuty in between.</summary>
    public sealed record PageNotNeeded(Page Page, Person Spared, string Why, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="View">As the incident ended; null in what was written before there was one.</param>
    public sealed record Resolved(Page Page, Actor By, DateTimeOffset At, IncidentView? View = null) : IncidentEvent(At);

    /// <summary>Resolved before anything else of it was heard: nobody needs to be told.</summary>
    public sealed record ResolvedUnseen(Page Page, Actor By, DateTimeOffset At) : IncidentEvent(At);
}
