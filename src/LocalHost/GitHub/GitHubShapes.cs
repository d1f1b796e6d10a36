using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.GitHub;

/// <summary>How GitHub writes what it has.</summary>
static class GitHubShapes
{
    const int ShaLength = 40;

    public static JsonObject Deployment(SimulatedDeployment deployment, Uri api) => new()
    {
        ["url"] = UrlOf(deployment, api),
        ["id"] = deployment.Id,
        ["node_id"] = NodeId($"Deployment{deployment.Id}"),
        ["task"] = "deploy",
        ["original_environment"] = deployment.Environment,
        ["environment"] = deployment.Environment,
        ["description"] = null,
        ["created_at"] = Moment(deployment.At),
        ["updated_at"] = Moment(deployment.Statuses is [.., var last] ? last.At : deployment.At),
        ["statuses_url"] = $"{UrlOf(deployment, api)}/statuses",
        ["repository_url"] = $"{api}repos/{deployment.Repository}",
        ["creator"] = User(deployment.By, api),
        ["sha"] = ShaOf(deployment.Ref),
        ["ref"] = deployment.Ref,
        ["payload"] = PayloadOf(deployment.Payload),
        ["transient_environment"] = false,
        ["production_environment"] = false,
        ["performed_via_github_app"] = null,
    };

    public static JsonObject Status(SimulatedStatus status, SimulatedDeployment deployment, Uri api) => new()
    {
        ["url"] = $"{UrlOf(deployment, api)}/statuses/{status.Id}",
        ["id"] = status.Id,
        ["node_id"] = NodeId($"DeploymentStatus{status.Id}"),
        ["state"] = status.State,
        ["creator"] = User(deployment.By, api),
        ["description"] = "",
        ["environment"] = deployment.Environment,
        ["target_url"] = status.LogUrl,
        ["created_at"] = Moment(status.At),
        ["updated_at"] = Moment(status.At),
        ["deployment_url"] = UrlOf(deployment, api),
        ["repository_url"] = $"{api}repos/{deployment.Repository}",
        ["environment_url"] = status.EnvironmentUrl,
        ["log_url"] = status.LogUrl,
        ["performed_via_github_app"] = null,
    };

    public static JsonObject Repository(string repository, int number, Uri api) => new()
    {
        ["id"] = number + 1,
        ["node_id"] = NodeId($"Repository{repository}"),
        ["name"] = repository.Split('/')[^1],
        ["full_name"] = repository,
        ["private"] = true,
        ["owner"] = User(repository.Split('/')[0], api),
        ["html_url"] = $"https://github.com/{repository}",
        ["url"] = $"{api}repos/{repository}",
        ["default_branch"] = GitHubTree.DefaultBranch,
    };

    public static JsonObject Commit(SimulatedCommit commit, string repository, Uri api) => new()
    {
        ["sha"] = commit.Sha,
        ["node_id"] = NodeId($"Commit{commit.Sha}"),
        ["commit"] = new JsonObject
        {
            ["author"] = Signature(commit),
            ["committer"] = Signature(commit),
            ["message"] = commit.Message,
            ["comment_count"] = 0,
        },
        ["url"] = $"{api}repos/{repository}/commits/{commit.Sha}",
        ["html_url"] = $"https://github.com/{repository}/commit/{commit.Sha}",
        // Whose address is in nobody's account, GitHub does not know.
        ["author"] = commit.By.Contains(' ', StringComparison.Ordinal) ? null : User(commit.By, api),
        ["committer"] = null,
        ["parents"] = new JsonArray(),
    };

    public static JsonObject Reference(string branch, string sha, string repository, Uri api) => new()
    {
        ["ref"] = $"refs/heads/{branch}",
        ["node_id"] = NodeId($"Ref{branch}"),
        ["url"] = $"{api}repos/{repository}/git/refs/heads/{branch}",
        ["object"] = new JsonObject
        {
            ["sha"] = sha,
            ["type"] = "commit",
            ["url"] = $"{api}repos/{repository}/git/commits/{sha}",
        },
    };

    public static JsonObject Pull(SimulatedPull pull, string repository, Uri api) => new()
    {
        ["url"] = $"{api}repos/{repository}/pulls/{pull.Number}",
        ["id"] = pull.Number,
        ["html_url"] = $"https://github.com/{repository}/pull/{pull.Number}",
        ["number"] = pull.Number,
        ["state"] = pull.IsOpen ? "open" : "closed",
        ["title"] = pull.Title,
        ["body"] = pull.Body,
        ["created_at"] = Moment(pull.At),
        ["head"] = new JsonObject { ["label"] = $"{repository.Split('/')[0]}:{pull.Head}", ["ref"] = pull.Head },
        ["base"] = new JsonObject { ["label"] = $"{repository.Split('/')[0]}:{pull.Base}", ["ref"] = pull.Base },
    };

    public static JsonObject Refusal(int status, string message) => new()
    {
        ["message"] = message,
        ["documentation_url"] = "https://docs.github.com/rest/deployments/deployments",
        ["status"] = status.ToString(CultureInfo.InvariantCulture),
    };

    static JsonObject Signature(SimulatedCommit commit) => new()
    {
        ["name"] = commit.By,
        ["email"] = $"{commit.By.Replace(' ', '.')}@novalien.com",
        ["date"] = Moment(commit.At),
    };

    static JsonObject User(string login, Uri api) => new()
    {
        ["login"] = login,
        ["id"] = 1,
        ["node_id"] = NodeId($"User{login}"),
        ["avatar_url"] = "",
        ["url"] = $"{api}users/{login}",
        ["html_url"] = $"https://github.com/{login}",
        ["type"] = login.EndsWith("[bot]", StringComparison.Ordinal) ? "Bot" : "User",
        ["site_admin"] = false,
    };

    // Any commit will do, but the same one each time.
    static string ShaOf(string version) => version.Length == ShaLength && version.All(char.IsAsciiHexDigit)
        ? version
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(version)))[..ShaLength];

    static JsonNode PayloadOf(string sent) => SentJson.Parse(Encoding.UTF8.GetBytes(sent)) is { } json
        ? JsonNode.Parse(json.GetRawText())!
        : JsonValue.Create(sent);

    static string UrlOf(SimulatedDeployment deployment, Uri api) =>
        $"{api}repos/{deployment.Repository}/deployments/{deployment.Id}";

    static string NodeId(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
