using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Text;
using OnCall.Core.Triage;
using static OnCall.Core.Postmortems.Markdown;

namespace OnCall.Core.Postmortems;

/// <summary>"A deploy in the last 2 hours is the prime suspect."</summary>
static class DeploysMarkdown
{
    const int MaxLines = 20;

    public static string Of(DeploysInWindow window, DateTimeOffset startedAt, TriagePolicy triage)
    {
        if (window.Changes.Count == 0)
            return "No repositories are named under `deploys` in the policy.";
        var between = $"From {DateAndTime(window.From)} to {DateAndTime(window.Until)}, newest first.";
        return string.Join("\n\n", window.Changes.SelectMany(one => Of(one, startedAt, triage)).Prepend(between));
    }

    static IEnumerable<string> Of(RepositoryChanges one, DateTimeOffset startedAt, TriagePolicy triage) =>
    [
        $"### {Foreign(one.Repository)}",
        $"Deployments:{Lines(one.Deploys, deploy => Of(deploy, startedAt, triage))}",
        $"Commits:{Lines(one.Commits, commit => Of(commit, startedAt, triage))}",
    ];

    static string Lines<T>(Changes<T> changes, Func<T, string> line) => changes switch
    {
        Changes<T>.NotRead unread => $" ⚠️ could not be read: {Foreign(unread.Why)}",
        Changes<T>.Read { Items: [] } => " none.",
        Changes<T>.Read { Items: var items } => $"\n\n{List(items.Take(MaxLines).Select(line))}{More(items.Count - MaxLines)}",
        _ => throw new UnreachableException($"No lines for {changes}."),
    };

    static string More(int count) =>
        count <= 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\n- … and {count} more");

    static string Of(RecentDeploy deploy, DateTimeOffset startedAt, TriagePolicy triage) =>
        $"{When(deploy.At, startedAt, triage)}: {Link(deploy.Version, deploy.Url)} to {Foreign(deploy.Environment)} by {Foreign(deploy.By)}{Fate(deploy.Outcome)}";

    static string Of(RecentCommit commit, DateTimeOffset startedAt, TriagePolicy triage) =>
        $"{When(commit.At, startedAt, triage)}: {Link(commit.ShortSha, commit.Url)} {Foreign(commit.Message)} by {Foreign(commit.By)}";

    static string When(DateTimeOffset at, DateTimeOffset startedAt, TriagePolicy triage)
    {
        var age = at <= startedAt ? $"{(startedAt - at).Spoken()} before" : $"{(at - startedAt).Spoken()} after the start";
        return $"{(triage.IsPrimeSuspect(at, startedAt) ? "**prime suspect**, " : "")}{DateAndTime(at)}, {age}";
    }

    static string Fate(DeployOutcome outcome) => outcome switch
    {
        DeployOutcome.Succeeded => "",
        DeployOutcome.InProgress => " (still under way)",
        DeployOutcome.Failed => " (failed)",
        DeployOutcome.GivenUp => " (given up)",
        DeployOutcome.Unknown => " (nobody looked what became of it)",
        _ => throw new UnreachableException($"No words for {outcome}."),
    };
}
