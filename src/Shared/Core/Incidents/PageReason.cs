using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>
/// "Write a one-sentence reason in the PagerDuty note — 'primary unreachable, customer-facing outage at 08:42 UTC' beats
/// 'escalating'."
/// </summary>
public static class PageReason
{
    public const string Field = "reason";
    public const string Example = "primary unreachable, customer-facing outage at 08:42 UTC";
    public const int MaxLength = 300;

    /// <summary>What the page says by itself already.</summary>
    static readonly HashSet<string> SayNothing = new(
        [
            "escalate", "escalating", "escalated", "escalation", "page", "paging", "please", "help", "asap", "urgent", "urgently",
            "need", "needed", "needs", "now", "see", "thread", "slack", "incident", "you", "we", "i", "a", "an", "the", "to", "it", "is", "this",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Null for a reason that says something.</summary>
    public static Refusal? WhyNot(string reason, int minWords)
    {
        var text = reason.Trim();
        if (text.Length > MaxLength)
            return Refused("reason-too-long", $"{text.Length} characters; one sentence has at most {MaxLength}.");
        var words = text.Split([' ', ',', '.', ';', ':', '!', '?', '\n', '\r', '\t', '"', '…'], StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Any(char.IsLetterOrDigit) && !SayNothing.Contains(word))
            .Distinct(StringComparer.OrdinalIgnoreCase).Count();
        return words >= minWords ? null : Refused("reason-says-nothing",
            "Somebody is woken by this: say in one sentence who does not answer and what is broken since when. "
            + $"“{Example}” beats “escalating”.");
    }

    static Refusal Refused(string name, string text) => new(name, Field, text);
}
