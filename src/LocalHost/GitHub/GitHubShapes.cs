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

    public static JsonObject Refusal(int status, string message) => new()
    {
        ["message"] = message,
        ["documentation_url"] = "https://docs.github.com/rest/deployments/deployments",
        ["status"] = status.ToString(CultureInfo.InvariantCulture),
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
