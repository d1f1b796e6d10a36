using System.Text.Json.Serialization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Triage;

namespace OnCall.Core.Incidents;

/// <summary>What happens between the page and the end.</summary>
[JsonDerivedType(typeof(CameOnline), "came-online")]
[JsonDerivedType(typeof(NobodyOnline), "nobody-online")]
[JsonDerivedType(typeof(PagedUp), "paged-up")]
[JsonDerivedType(typeof(PageConfirmed), "page-confirmed")]
[JsonDerivedType(typeof(Reassigned), "reassigned")]
[JsonDerivedType(typeof(AckExpired), "ack-expired")]
[JsonDerivedType(typeof(StepsTicked), "steps-ticked")]
[JsonDerivedType(typeof(StepsSkipped), "steps-skipped")]
[JsonDerivedType(typeof(CommsReminded), "comms-reminded")]
[JsonDerivedType(typeof(CommsSnoozed), "comms-snoozed")]
[JsonDerivedType(typeof(UpdatePosted), "update-posted")]
[JsonDerivedType(typeof(ConvergingAsked), "converging-asked")]
[JsonDerivedType(typeof(ConvergingAnswered), "converging-answered")]
[JsonDerivedType(typeof(ConvergingUnanswered), "converging-unanswered")]
[JsonDerivedType(typeof(HelpNotFound), "help-not-found")]
[JsonDerivedType(typeof(HypothesisSet), "hypothesis-set")]
[JsonDerivedType(typeof(Pinned), "pinned")]
[JsonDerivedType(typeof(NotAllowed), "not-allowed")]
[JsonDerivedType(typeof(Shown), "shown")]
[JsonDerivedType(typeof(TriageAsked), "triage-asked")]
[JsonDerivedType(typeof(TriageShown), "triage-shown")]
[JsonDerivedType(typeof(TriageStopped), "triage-stopped")]
[JsonDerivedType(typeof(Triaged), "triaged")]
public abstract partial record IncidentEvent
{
    /// <summary>Somebody who is on call wrote in the thread before anybody had acknowledged.</summary>
    public sealed record CameOnline(Page Page, Actor By, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="Reason">One sentence, as it stands in PagerDuty's notes.</param>
    public sealed record NobodyOnline(Page Page, Responder Paged, string Reason, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>Paged because somebody asked for it, or because the incident does not converge; also while somebody has it.</summary>
    /// <param name="Reason">One sentence, as it stands in PagerDuty's notes.</param>
    public sealed record PagedUp(
        Page Page, Responder Paged, Actor By, PageUpCause Cause, string Reason, DateTimeOffset AckBy, DateTimeOffset At)
        : IncidentEvent(At);

    /// <summary>PagerDuty says that it pages whom it was told to page.</summary>
    public sealed record PageConfirmed(Page Page, Actor To, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>"Re-assign to secondary": somebody did so in PagerDuty.</summary>
    /// <param name="Paged">Whose clock runs: they, or who stands on the level if the policy does not know them.</param>
    public sealed record Reassigned(Page Page, Actor To, Responder Paged, Actor By, DateTimeOffset AckBy, DateTimeOffset At)
        : IncidentEvent(At);

    public sealed record AckExpired(Page Page, Actor Owner, Responder Paged, DateTimeOffset AckBy, DateTimeOffset At)
        : IncidentEvent(At);

    public sealed record StepsTicked(Page Page, IReadOnlyList<Tick> Ticks, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="Before">What was done instead.</param>
    public sealed record StepsSkipped(
        Page Page, IReadOnlyList<ChecklistStep> Steps, ChecklistStep Before, Actor By, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="Person">The owner, where the policy knows them.</param>
    /// <param name="Since">When the last word was said; null when there was none.</param>
    public sealed record CommsReminded(
        Page Page, Actor Owner, Person? Person, DateTimeOffset? Since, DateTimeOffset NextAt, TimeSpan SnoozeFor, DateTimeOffset At)
        : IncidentEvent(At);

    public sealed record CommsSnoozed(Page Page, Actor By, DateTimeOffset Until, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="Missed">How many words should have come before this one.</param>
    public sealed record UpdatePosted(
        Page Page, Actor By, string Text, int Missed, DateTimeOffset NextBy, DateTimeOffset At) : IncidentEvent(At);

    public sealed record ConvergingAsked(
        Page Page, Actor Owner, Person? Person, DateTimeOffset StartedAt, DateTimeOffset AnswerBy, DateTimeOffset At)
        : IncidentEvent(At);

    public sealed record ConvergingAnswered(
        Page Page, Actor By, bool IsConverging, DateTimeOffset AskAgainAt, Uri? Runbook, DateTimeOffset At) : IncidentEvent(At);

    public sealed record ConvergingUnanswered(
        Page Page, Actor Owner, DateTimeOffset AskAgainAt, Uri? Runbook, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>Help is needed, and nobody is left who was not asked.</summary>
    public sealed record HelpNotFound(Page Page, DateTimeOffset At) : IncidentEvent(At);

    public sealed record HypothesisSet(Page Page, Actor By, string Text, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>A message of the thread joins the timeline.</summary>
    public sealed record Pinned(Page Page, Actor By, string Author, string Message, string Text, DateTimeOffset At)
        : IncidentEvent(At);

    public sealed record NotAllowed(Page Page, string SlackUser, IncidentAction Action, IncidentRole Who, DateTimeOffset At)
        : IncidentEvent(At);

    /// <param name="Run">1 for the first of the incident.</param>
    /// <param name="Org">Which org to look at too.</param>
    public sealed record TriageAsked(Page Page, int Run, Actor By, string? Org, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>The incident was resolved while people saw that it is looked at.</summary>
    public sealed record TriageStopped(Page Page, int Run, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>How far a run is, because it takes long.</summary>
    /// <param name="IsFirst">False when people were told of this run before.</param>
    public sealed record TriageShown(Page Page, int Run, Actor By, TriageProgress Progress, bool IsFirst, DateTimeOffset At)
        : IncidentEvent(At);

    /// <param name="WasShown">People were told of this run before.</param>
    public sealed record Triaged(Page Page, int Run, Actor By, TriageFindings Findings, bool WasShown, DateTimeOffset At)
        : IncidentEvent(At);

    /// <summary>What the declaration says from now on.</summary>
    public sealed record Shown(IncidentView View, DateTimeOffset At) : IncidentEvent(At);
}

/// <summary>Why somebody was paged out of turn. The names are on disk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PageUpCause>))]
public enum PageUpCause
{
    ByHand,
    NotConverging,
}
