using System.Text;
using static OnCall.Adapters.Slack.Commands.SlackCommandReading;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>Reads what Slack sends when somebody types a slash command. Never throws, whatever arrives.</summary>
public static class SlackCommands
{
    /// <param name="body">A form with the fields <c>user_id</c> and <c>text</c>, and others; <c>trigger_id</c> names the command, <c>response_url</c> answers it later.</param>
    public static SlackCommandReading Read(ReadOnlyMemory<byte> body)
    {
        if (Field(body, "ssl_check") == "1")
            return new Check();
        if (Field(body, "user_id") is not { } user || !SlackFields.IsId(user))
            return new Malformed("The form has no user_id that is one of Slack's.");
        var trigger = Field(body, "trigger_id") is { } id && SlackFields.IsId(id) ? id : null;
        return new Typed(user, Field(body, "text") ?? "", trigger, Address(Field(body, "response_url")));
    }

    static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp) ? url : null;

    static string? Field(ReadOnlyMemory<byte> body, string name) =>
        SlackForm.Field(body, name) is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
