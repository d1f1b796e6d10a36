using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Core.Deploys;

namespace OnCall.Adapters.GitHub;

/// <summary>What became of a deployment, by all that was ever said of it.</summary>
/// <param name="State">Null for one that was given up without ever having been deployed: nobody inherits it.</param>
/// <param name="Page">Where somebody reads on; null when no status names a page.</param>
/// <param name="LiveAt">When it first succeeded; null when it never did.</param>
sealed record DeploymentFate(DeployState? State, Uri? Page, DateTimeOffset? LiveAt = null);

static class DeploymentStatuses
{
    // The run's log first: whoever inherits a deployment asks what went in and how far it came, and only then how the
    // environment looks. target_url is what log_url was called before.
    static readonly string[] Pages = ["log_url", "target_url", "environment_url"];

    public static DeploymentFate Read(IEnumerable<JsonElement> statuses)
    {
        List<JsonElement> newestFirst = [.. statuses.OrderByDescending(status => status.Moment("created_at"))];
        var pages = Pages.SelectMany(name => newestFirst.Select(status => status.Url(name)));
        return new DeploymentFate(
            StateOf(newestFirst), pages.OfType<Uri>().FirstOrDefault(),
            newestFirst.Where(IsSuccess).LastOrDefault().Moment("created_at"));
    }

    // Any success, not the newest status: as soon as something else stands in the environment, GitHub marks what stood
    // there before "inactive" (auto_inactive).
    static DeployState? StateOf(IReadOnlyList<JsonElement> newestFirst) =>
        newestFirst.Any(IsSuccess) ? DeployState.Live
        : newestFirst is [var newest, ..] ? Meaning(newest.Text("state"))
        : DeployState.InProgress;

    static bool IsSuccess(JsonElement status) => status.Text("state") == "success";

    static DeployState? Meaning(string? state) => state switch
    {
        "queued" or "pending" or "in_progress" or "waiting" => DeployState.InProgress,
        "failure" or "error" => DeployState.Failed,
        "inactive" => null,
        _ => DeployState.Unknown,
    };
}
