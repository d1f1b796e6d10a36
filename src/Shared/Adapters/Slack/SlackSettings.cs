namespace OnCall.Adapters.Slack;

/// <summary>The app settings <c>Slack__…</c>.</summary>
public sealed class SlackSettings
{
    public const string Section = "Slack";

    public string BotToken { get; set; } = "";

    public string SigningSecret { get; set; } = "";

    public Uri ApiUrl { get; set; } = new("https://slack.com/api/");
}
