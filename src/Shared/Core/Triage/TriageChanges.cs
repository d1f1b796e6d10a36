using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Text;

namespace OnCall.Core.Triage;

/// <summary>From what GitHub has of the last day to what is said of it: pure.</summary>
/// <param name="asOf">The start of the incident; the moment of asking where there is none.</param>
/// <param name="isOfIncident">True when <paramref name="asOf"/> is when something paged.</param>
public sealed class TriageChanges(TriagePolicy policy, DateTimeOffset asOf, bool isOfIncident)
{
    /// <param name="read">Of all repositories that could be read.</param>
    /// <param name="gaps">Why others could not, in sentences.</param>
    /// <param name="repositories">How many there are.</param>
    public TriageFinding Deploys(IReadOnlyList<RecentDeploy> read, IReadOnlyList<string> gaps, int repositories) =>
        Changes(TriageCheck.Deploys, [.. read.OrderByDescending(deploy => deploy.At)
            .Select(deploy => Line(deploy.At, What(deploy), deploy.By, deploy.Url))], gaps, repositories);

    public TriageFinding Commits(IReadOnlyList<RecentCommit> read, IReadOnlyList<string> gaps, int repositories) =>
        Changes(TriageCheck.Commits, [.. read.OrderByDescending(commit => commit.At)
            .Select(commit => Line(commit.At, $"{NameOf(commit.Repository)} {commit.ShortSha} \"{commit.Message}\"", commit.By, commit.Url))],
            gaps, repositories);

    public static TriageFinding Reports(IReadOnlyList<ReliabilityReport> newestFirst, Uri? wholeList)
    {
        var failed = newestFirst.Count(report => report.Soak is SoakReading.Failed);
        var says = (newestFirst.Count, failed) switch
        {
            (0, _) => "no report in the folder",
            (var count, 0) => string.Create(CultureInfo.InvariantCulture, $"no failed soak in the newest {count}"),
            var (count, some) => string.Create(CultureInfo.InvariantCulture, $"failed soak in {some} of the newest {count}"),
        };
        var unread = newestFirst.Where(report => report.Soak is SoakReading.NotRead)
            .Select(report => $"{report.Name}: {((SoakReading.NotRead)report.Soak).Why}").ToList();
        return TriageFinding.Of(
            TriageCheck.Reports, failed > 0 ? TriageMark.Suspect : unread.Count > 0 ? TriageMark.NotRead : TriageMark.Fine,
            says, [.. newestFirst.Select(Line)], unread, wholeList);
    }

    TriageFinding Changes(TriageCheck check, IReadOnlyList<TriageLine> lines, IReadOnlyList<string> gaps, int repositories)
    {
        if (repositories == 0)
            return TriageFinding.NotRead(check, "No repositories are named under deploys in the policy.");
        var suspects = lines.Count(line => line.IsSuspect);
        var mark = suspects > 0 ? TriageMark.Suspect : gaps.Count > 0 ? TriageMark.NotRead : TriageMark.Fine;
        if (lines.Count == 0 && gaps.Count >= repositories)
            return TriageFinding.Of(check, TriageMark.NotRead, gaps[0], lines, [.. gaps.Skip(1)]);
        var says = (lines.Count, suspects) switch
        {
            (0, _) => $"none in the last {LookBack}",
            (var count, 0) => string.Create(CultureInfo.InvariantCulture, $"{count} in the last {LookBack}, none within {Within}"),
            var (count, some) => string.Create(CultureInfo.InvariantCulture,
                $"{count} in the last {LookBack}, {some} within {Within}"),
        };
        return TriageFinding.Of(check, mark, says, lines, gaps);
    }

    // "24 h", as the runbook says, and not a day.
    string LookBack => policy.LookBack is { TotalHours: <= 48, Minutes: 0, Seconds: 0 } hours
        ? string.Create(CultureInfo.InvariantCulture, $"{hours.TotalHours:0} h")
        : policy.LookBack.Spoken();

    string Within => $"{policy.PrimeSuspectWithin.Spoken()}{(isOfIncident ? " before the page" : "")}";

    TriageLine Line(DateTimeOffset at, string what, string by, Uri url) =>
        new($"{what}, {When(at)}, by {by}", url, policy.IsPrimeSuspect(at, asOf));

    static TriageLine Line(ReliabilityReport report) => report.Soak is SoakReading.Failed failed
        ? new TriageLine($"{report.Name}: \"{failed.Line}\"", report.Url, IsSuspect: true)
        : new TriageLine(report.Name, report.Url);

    string When(DateTimeOffset at) => (isOfIncident, at <= asOf) switch
    {
        (true, true) => $"{(asOf - at).Spoken()} before the page",
        (true, false) => $"{(at - asOf).Spoken()} after the page",
        _ => at <= asOf ? $"{(asOf - at).Spoken()} ago" : "just now",
    };

    static string What(RecentDeploy deploy) => $"{NameOf(deploy.Repository)} {deploy.Version} to {deploy.Environment}{deploy.Outcome switch
    {
        DeployOutcome.InProgress => " (under way)",
        DeployOutcome.Failed => " (failed)",
        DeployOutcome.GivenUp => " (given up)",
        _ => "",
    }}";

    static string NameOf(string repository) => repository[(repository.IndexOf('/', StringComparison.Ordinal) + 1)..];
}
