using System.Text;
using System.Text.RegularExpressions;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.Slack;

/// <summary>People who type our slash command. Slack sends it once, and shows them what comes back.</summary>
sealed partial class SlackCommandLine(
    OnCallPolicy policy, SlackModals modals, SlackSender sender, WorkCount work, SlackReader reader, TimeProvider clock)
{
    const string Command = "/oncall";

    SlackPost? _sent;

    /// <summary>Null: whatever is typed, nobody answers.</summary>
    public Uri? Url { get; set; }

    /// <param name="responseUrl">Where the app may answer this person later.</param>
    public Task<SlackShown> TypeAsync(
        Person by, Channel channel, string text, Uri responseUrl, CancellationToken cancellation) =>
        SendAsync(_sent = Post(by, channel, text, responseUrl), cancellation);

    /// <summary>The last one once more, as something in between may do.</summary>
    public Task<SlackShown> SendAgainAsync(CancellationToken cancellation) =>
        SendAsync(_sent ?? throw new InvalidOperationException("Nobody has typed anything."), cancellation);

    async Task<SlackShown> SendAsync(SlackPost typed, CancellationToken cancellation)
    {
        work.Begin();
        try
        {
            return Shown(Url is { } url
                ? await sender.PostAsync(url, typed, cancellation)
                : new SlackAnswered(Status: null, "connection_failed"));
        }
        finally
        {
            work.End();
        }
    }

    SlackPost Post(Person by, Channel channel, string text, Uri responseUrl) => SlackPost.Form(
        ("token", "verification_token"), ("team_id", "T0SANDBOX"), ("team_domain", "sandbox"),
        ("channel_id", channel.Id), ("channel_name", channel.Name), ("user_id", by.Slack), ("user_name", by.Id.Value),
        ("command", Command), ("text", Escaped(text.Trim())), ("response_url", responseUrl.ToString()),
        ("trigger_id", modals.NewTrigger(by)));

    // As Slack does when the command escapes users: "@ben" becomes a mention, and three characters are escaped.
    string Escaped(string text) => Mention().Replace(
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal),
        found => policy.People.FirstOrDefault(person => person.Id.Value == found.Groups["id"].Value) is { } person
            ? $"<@{person.Slack}|{person.Id}>"
            : found.Value);

    SlackShown Shown(SlackAnswered answered)
    {
        if (!answered.IsTaken)
            return new SlackShown(answered, IsPrivate: true, $"{Command} failed with the error \"{NameOf(answered)}\"");
        if (answered.Body.Length == 0)
            return new SlackShown(answered, IsPrivate: true, "");
        if (SentJson.Parse(Encoding.UTF8.GetBytes(answered.Body)) is not { } answer || SlackRules.ErrorIn(answer) is not null)
            return new SlackShown(answered, IsPrivate: true, $"{Command} failed with the error \"invalid_command_response\"");
        return new SlackShown(
            answered, answer.Text("response_type") is null or "ephemeral", reader.Plain(answer, clock.GetUtcNow()));
    }

    static string NameOf(SlackAnswered answered) => answered.Body == "http_timeout" ? "operation_timeout" : "dispatch_failed";

    [GeneratedRegex("@(?<id>[a-z0-9._-]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Mention();
}

/// <summary>What somebody sees who has typed a command.</summary>
/// <param name="IsPrivate">Only they see it.</param>
/// <param name="Text">In plain text; Slack's own words when the app failed.</param>
public sealed record SlackShown(SlackAnswered Answered, bool IsPrivate, string Text);
