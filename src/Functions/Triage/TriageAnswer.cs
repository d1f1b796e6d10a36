using System.Text.Json.Serialization;
using OnCall.Core.Triage;

namespace OnCall.Functions.Triage;

/// <param name="Incident">Whose thread has it too; null for none.</param>
/// <param name="Verdict">One line: what to look at first.</param>
/// <param name="AsOf">The moment that suspicion counts back from.</param>
/// <param name="Checks">The worst first.</param>
sealed record TriageAnswer(
    string? Incident, string Verdict, DateTimeOffset At, DateTimeOffset AsOf, IReadOnlyList<TriageCheckAnswer> Checks)
{
    public static TriageAnswer Of(TriageFindings findings, string? incident) => new(
        incident, findings.Verdict, findings.At, findings.AsOf, [.. findings.Found.Select(Of)]);

    static TriageCheckAnswer Of(TriageFinding found) => new(
        Named(found.Check), Named(found.Mark), found.Says,
        [.. found.Lines.Select(line => new TriageLineAnswer(line.Text, line.Url, line.IsSuspect))], found.Total - found.Lines.Count,
        found.Gaps, found.WholeList);

    static string Named(TriageCheck check) => check switch
    {
        TriageCheck.ProdHealth => "prod-health",
        TriageCheck.AuthenticatedRead => "authenticated-read",
        _ => check.ToString().ToLowerInvariant(),
    };

    static string Named(TriageMark mark) => mark == TriageMark.NotRead ? "not-read" : mark.ToString().ToLowerInvariant();
}

/// <param name="Check">"prod-health", "authenticated-read", "deploys", "commits", "reports", "gateways", "ingest", "org".</param>
/// <param name="Mark">"failing", "suspect", "not-read" or "fine".</param>
/// <param name="Says">In a few words; for "not-read", why.</param>
/// <param name="More">How many lines are left out.</param>
/// <param name="Gaps">What of it could not be read.</param>
sealed record TriageCheckAnswer(
    string Check, string Mark, string Says, IReadOnlyList<TriageLineAnswer> Lines, int More, IReadOnlyList<string> Gaps,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Uri? WholeList);

sealed record TriageLineAnswer(
    string Text, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Uri? Url, bool IsSuspect);
