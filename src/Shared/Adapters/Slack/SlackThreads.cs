using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Slack;

/// <summary>Reads a thread as it stands in Slack: what was written, and who reacted to it how.</summary>
public sealed class SlackThreads(SlackCalls calls)
{
    const int PageSize = 200;
    const int MaxPages = 10;
    const int MaxReactionLooks = 20;

    /// <param name="thread">The message that opened it.</param>
    public async Task<Listing<ThreadMessage>> ReadAsync(SlackReceipt thread, CancellationToken cancellation)
    {
        var where = $"channel={Uri.EscapeDataString(thread.Channel)}";
        var messages = new Dictionary<string, ThreadMessage>(StringComparer.Ordinal);
        var cursor = "";
        for (var page = 1; page <= MaxPages; page++)
        {
            var answer = await calls.GetAsync(string.Create(CultureInfo.InvariantCulture,
                $"conversations.replies?{where}&ts={Uri.EscapeDataString(thread.Ts)}&limit={PageSize}{cursor}"), cancellation);
            if (SlackCalls.WhyNot(answer) is { } why)
                return new Listing<ThreadMessage>.NotRead(why);
            if (Messages(answer, thread.Channel) is not { } found)
                return new Listing<ThreadMessage>.NotRead("Slack's answer has no messages.");

            // Each page begins with the message that opened the thread.
            foreach (var message in found)
                messages[message.Receipt.Ts] = message;
            if (SlackAnswers.NextPage(answer) is not { } next)
                return await CompleteAsync([.. messages.Values], cancellation);
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }

        return new Listing<ThreadMessage>.NotRead($"The thread has more than {MaxPages * PageSize} messages.");
    }

    /// <summary>In a list, Slack may name only some of those who reacted.</summary>
    async Task<Listing<ThreadMessage>> CompleteAsync(List<ThreadMessage> messages, CancellationToken cancellation)
    {
        var incomplete = messages.FindAll(message => message.Reactions.Any(one => one.Count > one.Users.Count));
        if (incomplete.Count > MaxReactionLooks)
            return new Listing<ThreadMessage>.NotRead(
                $"Slack names not all who reacted to {incomplete.Count} messages, which is too many to ask about each.");

        foreach (var message in incomplete)
        {
            var (channel, ts) = message.Receipt;
            var answer = await calls.GetAsync(
                $"reactions.get?channel={Uri.EscapeDataString(channel)}&timestamp={Uri.EscapeDataString(ts)}&full=true",
                cancellation);
            if (SlackCalls.WhyNot(answer) is { } why)
                return new Listing<ThreadMessage>.NotRead(why);
            using var document = LenientJson.Parse(((Answer.Given)answer).Body);
            messages[messages.IndexOf(message)] =
                message with { Reactions = Reactions(document?.RootElement.Child("message") ?? default) };
        }

        return new Listing<ThreadMessage>.Read(messages);
    }

    static List<ThreadMessage>? Messages(Answer answer, string channel)
    {
        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement.Child("messages") is { ValueKind: JsonValueKind.Array }
            ? [.. document.RootElement.Items("messages").Select(message => Message(message, channel)).OfType<ThreadMessage>()]
            : null;
    }

    static ThreadMessage? Message(JsonElement message, string channel) => message.Ts("ts") is { } ts
        ? new ThreadMessage(
            new SlackReceipt(channel, ts),
            message.Id("user") ?? "",
            Shortened.To(message.Text("text") ?? "", SlackEvents.MaxTextLength),
            IsByApp: message.Child("bot_id") is not null,
            IsEdited: message.Child("edited") is not null,
            Reactions(message))
        : null;

    static IReadOnlyList<ThreadReaction> Reactions(JsonElement message) =>
        [.. message.Items("reactions").Select(Reaction).OfType<ThreadReaction>()];

    static ThreadReaction? Reaction(JsonElement reaction)
    {
        if (reaction.Text("name") is not { Length: <= SlackFields.MaxNameLength } name)
            return null;

        string[] users = [.. reaction.Items("users").Select(user => user.AsText()).OfType<string>()];
        return new ThreadReaction(name, users, reaction.Number("count") ?? users.Length);
    }
}
