namespace OnCall.Adapters.GitHub;

/// <summary>The app settings <c>GitHub__…</c>.</summary>
public sealed class GitHubSettings
{
    public const string Section = "GitHub";
    const string ApiHost = "api.";

    /// <summary>May be missing: then nothing is read from GitHub, and the note says why.</summary>
    public string Token { get; set; } = "";

    public Uri ApiUrl { get; set; } = new("https://api.github.com/");

    /// <summary>
    /// Where people read what the API tells programs: api.github.com belongs to github.com, api.acme.ghe.com to
    /// acme.ghe.com, and a server of one's own answers both under one name.
    /// </summary>
    public Uri WebUrl
    {
        get
        {
            var root = new Uri(ApiUrl.GetLeftPart(UriPartial.Authority));
            return root.Host.StartsWith(ApiHost, StringComparison.Ordinal)
                ? new UriBuilder(root) { Host = root.Host[ApiHost.Length..] }.Uri
                : root;
        }
    }
}
