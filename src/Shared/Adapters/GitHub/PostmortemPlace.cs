using OnCall.Core.Postmortems;

namespace OnCall.Adapters.GitHub;

/// <summary>Where a draft goes: one file on a branch of its own, and a pull request of it.</summary>
sealed record PostmortemPlace(string Repository, string Main, string Folder, string Branch)
{
    /// <summary>Where the policy names it.</summary>
    public const string Section = "postmortems";

    static Uri Nowhere { get; } = new("https://github.com/");

    public GitHubPlace Contents { get; } = new(Repository, "contents", Section);

    public GitHubPlace Requests { get; } = new(Repository, "pull requests", Section);

    public Dictionary<string, string> OwnRequests { get; } = new()
    {
        ["head"] = $"{Repository.Split('/')[0]}:{Branch}",
        ["state"] = "all",
    };

    /// <summary>It becomes the name of a branch: Git takes less than PagerDuty might send.</summary>
    public static string? WhyNotNamed(PostmortemDraft draft) =>
        draft.Incident.Value is not { Length: > 0 } id || !id.All(char.IsAsciiLetterOrDigit)
            ? $"The incident's id \"{draft.Incident}\" is no name for a branch."
        : draft.FileName.Contains('/', StringComparison.Ordinal)
            || Postmortem.Of(draft.Incident, [new(draft.FileName, Nowhere)]) is null
            ? $"The file name \"{draft.FileName}\" does not name the incident {draft.Incident}."
        : null;
}
