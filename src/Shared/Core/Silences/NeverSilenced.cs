using OnCall.Core.Processes;
using OnCall.Core.Security;

namespace OnCall.Core.Silences;

/// <summary>
/// What no silence holds back. One that was set all the same would only look as if it did, so it is refused.
/// </summary>
static class NeverSilenced
{
    /// <param name="alert">The name of a rule, or the key of one of its alerts: "credential-leak/evt_1".</param>
    public static string? WhyNot(string alert)
    {
        var name = alert.Trim();
        if (SecurityAlerts.Rules.Append(Rules.SecurityEvent.Id).Any(rule => IsOf(rule, name)))
            return "security events are never silenced: each one pages at once.";
        return IsOf(Rules.CustomerReport.Id, name)
            ? "customers' reports are never silenced: whoever reports a total loss has judged it. Do not report what is known."
            : null;
    }

    static bool IsOf(string rule, string name) =>
        name.Equals(rule, StringComparison.OrdinalIgnoreCase) || name.StartsWith($"{rule}/", StringComparison.OrdinalIgnoreCase);
}
