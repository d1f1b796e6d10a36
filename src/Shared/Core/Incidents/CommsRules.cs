using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Incidents;

/// <summary>Who is reminded to say something outward, and what counts as said.</summary>
public static class CommsRules
{
    /// <summary>"Even 'still investigating, no customer impact update' is a message."</summary>
    public const string StillInvestigating = "Still investigating, no update on customer impact.";

    public const int MaxTextLength = 1000;

    /// <summary>The same words again so soon are a second press of the same button.</summary>
    static readonly TimeSpan SameWords = TimeSpan.FromMinutes(1);

    internal static IncidentEvent Reminded(Incident.Open open, Actor owner, EscalationChain chain, DateTimeOffset now) =>
        new IncidentEvent.CommsReminded(
            open.Page, owner, chain.PersonOf(owner), open.Known.Comms.Last?.At, now + chain.Rules.CommunicateEvery,
            chain.Rules.SnoozeFor, now);

    internal static Decision<IncidentEvent> Said(Incident.Open open, Actor by, string text, EscalationChain chain, DateTimeOffset now)
    {
        if (FewWords.WhyNot("text", text, MaxTextLength, $"\"{StillInvestigating}\"") is { } wrong)
            return new Decision<IncidentEvent>.Reject([wrong]);
        var (comms, words) = (open.Known.Comms, text.Trim());
        if (comms.Last is { } last && last.By == by && last.Text == words && now - last.At < SameWords)
            return new Decision<IncidentEvent>.Ignore(Reason.AlreadyRecorded);
        return new Decision<IncidentEvent>.Accept(
        [
            new IncidentEvent.UpdatePosted(
                open.Page, by, words, comms.MissedBy(now, chain.Rules), now + chain.Rules.CommunicateEvery, now),
            .. ChecklistRules.Done(open, ChecklistStep.Communicated, by, now),
        ]);
    }

    internal static Decision<IncidentEvent> Snoozed(Incident.Open open, Actor by, IncidentsPolicy rules, DateTimeOffset now)
    {
        var comms = open.Known.Comms;
        if (comms.Snoozes >= rules.MaxSnoozes)
            return new Decision<IncidentEvent>.Reject([new Refusal("snoozed-enough", "",
                "The next word was put off often enough: silence is worse than admitting you don't know yet. Press “Still investigating”.")]);
        // Put off already, by a second press or by somebody else.
        return comms.DueAt >= now + rules.SnoozeFor - SameWords && comms.Snoozes > 0
            ? new Decision<IncidentEvent>.Ignore(Reason.AlreadyRecorded)
            : new Decision<IncidentEvent>.Accept([new IncidentEvent.CommsSnoozed(open.Page, by, now + rules.SnoozeFor, now)]);
    }
}
