using System.Text.Json.Serialization;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Effects;

/// <summary>What people see of an incident between its declaration and its end.</summary>
[JsonDerivedType(typeof(EditDeclaration), "edit-declaration")]
[JsonDerivedType(typeof(TellNobodyOnline), "tell-nobody-online")]
[JsonDerivedType(typeof(TellPagedUp), "tell-paged-up")]
[JsonDerivedType(typeof(TellReassigned), "tell-reassigned")]
[JsonDerivedType(typeof(TellAckExpired), "tell-ack-expired")]
[JsonDerivedType(typeof(TellStepsSkipped), "tell-steps-skipped")]
[JsonDerivedType(typeof(RemindOfWord), "remind-of-word")]
[JsonDerivedType(typeof(TellSnoozed), "tell-snoozed")]
[JsonDerivedType(typeof(TellUpdate), "tell-update")]
[JsonDerivedType(typeof(AskConverging), "ask-converging")]
[JsonDerivedType(typeof(TellConverging), "tell-converging")]
[JsonDerivedType(typeof(TellConvergingUnanswered), "tell-converging-unanswered")]
[JsonDerivedType(typeof(TellHelpNotFound), "tell-help-not-found")]
[JsonDerivedType(typeof(TellHypothesis), "tell-hypothesis")]
[JsonDerivedType(typeof(HintNotAllowed), "hint-not-allowed")]
public abstract partial record Effect
{
    /// <summary>The declaration as it is from now on, in the place of what stood there.</summary>
    public sealed record EditDeclaration(IncidentView View) : ToSlack
    {
        [JsonIgnore]
        public override bool ReplacesThread => true;
    }

    /// <summary>"Expected online within 10 minutes of a page."</summary>
    public sealed record TellNobodyOnline(Page Page, Responder Paged, DateTimeOffset At) : ToSlack;

    /// <summary>Paged out of turn: somebody asked for it, or the incident does not converge.</summary>
    public sealed record TellPagedUp(Page Page, Responder Paged, string Reason, DateTimeOffset AckBy) : ToSlack;

    public sealed record TellReassigned(Page Page, Actor To, Responder Paged, Actor By, DateTimeOffset AckBy) : ToSlack;

    public sealed record TellAckExpired(Page Page, Actor Owner, Responder Paged, DateTimeOffset AckBy) : ToSlack;

    public sealed record TellStepsSkipped(
        Page Page, IReadOnlyList<ChecklistStep> Steps, ChecklistStep Before, Actor By) : ToSlack;

    /// <summary>"Communicate outward every 15 minutes."</summary>
    /// <param name="Since">When the last word was said; null when there was none.</param>
    /// <param name="Until">From then on the next reminder speaks for this one.</param>
    public sealed record RemindOfWord(
        Page Page, Actor Owner, Person? Person, DateTimeOffset? Since, TimeSpan SnoozeFor, DateTimeOffset At, DateTimeOffset Until)
        : ToSlack
    {
        [JsonIgnore]
        public override DateTimeOffset? GoodUntil => Until;
    }

    public sealed record TellSnoozed(Page Page, Actor By, DateTimeOffset Until) : ToSlack;

    /// <summary>What is said outward: in the thread, and where everybody reads it.</summary>
    public sealed record TellUpdate(Page Page, Actor By, string Text, DateTimeOffset NextBy) : ToSlack;

    public sealed record AskConverging(
        Page Page, Actor Owner, Person? Person, DateTimeOffset StartedAt, DateTimeOffset At, DateTimeOffset AnswerBy) : ToSlack
    {
        [JsonIgnore]
        public override DateTimeOffset? GoodUntil => AnswerBy;
    }

    public sealed record TellConverging(
        Page Page, Actor By, bool IsConverging, DateTimeOffset AskAgainAt, Uri? Runbook) : ToSlack;

    public sealed record TellConvergingUnanswered(Page Page, Actor Owner, Uri? Runbook) : ToSlack;

    public sealed record TellHelpNotFound(Page Page) : ToSlack;

    public sealed record TellHypothesis(Page Page, Actor By, string Text) : ToSlack;

    /// <summary>Only they see it.</summary>
    public sealed record HintNotAllowed(Page Page, string SlackUser, IncidentAction Action, IncidentRole Who) : ToSlack
    {
        [JsonIgnore]
        public override string? OnlyFor => SlackUser;
    }
}
