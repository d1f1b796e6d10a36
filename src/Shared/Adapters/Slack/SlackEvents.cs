using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using static OnCall.Adapters.Slack.SlackEventReading;

namespace OnCall.Adapters.Slack;

/// <summary>Reads what Slack's Events API sends. Never throws, whatever arrives.</summary>
public static class SlackEvents
{
    /// <summary>What Slack itself cuts a message at.</summary>
    public const int MaxTextLength = 40_000;

    const int MaxChallengeLength = 1000;

    public static SlackEventReading Read(ReadOnlyMemory<byte> body)
    {
        using var document = LenientJson.Parse(body);
        if (document is null)
            return new Malformed("The body is not JSON, or nested too deeply.");
        var envelope = document.RootElement;
        return envelope.Text("type") switch
        {
            "url_verification" => envelope.Text("challenge") is { Length: <= MaxChallengeLength } challenge
                ? new UrlVerification(challenge)
                : new Malformed("The verification has no challenge of a sensible length."),
            "event_callback" => Callback(envelope),
            { } type => new Unused(Named(type)),
            null => new Malformed("The body has no type."),
        };
    }

    static SlackEventReading Callback(JsonElement envelope)
    {
        if (envelope.Child("event") is not { ValueKind: JsonValueKind.Object } happened)
            return new Malformed("The body has no event.");
        if (happened.Text("type") is not { } type)
            return new Malformed("The event has no type.");
        if (type is not ("reaction_added" or "reaction_removed" or "message" or "app_home_opened"))
            return new Unused(Named(type));
        if (envelope.Id("event_id") is not { } eventId)
            return new Malformed("The body has no event_id of a sensible kind.");
        return type switch
        {
            "message" => OfMessage(happened, eventId),
            "app_home_opened" => OfHome(happened, eventId),
            _ => OfReaction(happened, eventId, type),
        };
    }

    static SlackEventReading OfHome(JsonElement happened, string eventId) =>
        happened.Text("tab") is not "home" ? new Unused(Named($"app_home_opened, {happened.Text("tab") ?? "no tab"}"))
        : happened.Id("user") is not { } user ? new Malformed("The event does not say who opened the Home tab.")
        : new HomeOpened(eventId, user);

    static SlackEventReading OfReaction(JsonElement happened, string eventId, string type)
    {
        var item = happened.Child("item") ?? default;
        if (item.Text("type") is { } other and not "message")
            return new Unused(Named($"{type} to a {other}"));
        if (item.Receipt("channel", "ts") is not { } message)
            return new Malformed("The reaction does not say which message it is to.");
        if (happened.Id("user") is not { } user)
            return new Malformed("The reaction does not say whose it is.");
        if (happened.Text("reaction") is not { Length: <= SlackFields.MaxNameLength } name)
            return new Malformed("The reaction has no name of a sensible length.");
        return SlackFields.Instant(happened.Ts("event_ts")) is { } at
            ? new Reaction(eventId, user, name, message, at, Removed: type == "reaction_removed")
            : new Malformed("The reaction does not say when it was made.");
    }

    static SlackEventReading OfMessage(JsonElement happened, string eventId)
    {
        // These two are what a person wrote; every other subtype tells of an edit, a deletion, a join, an app.
        if (happened.Text("subtype") is { } subtype and not ("thread_broadcast" or "file_share"))
            return new Unused(Named($"message, {subtype}"));
        if (happened.Child("bot_id") is not null)
            return new Unused("message of an app");
        if (happened.Receipt("channel", "ts") is not { } receipt)
            return new Malformed("The message does not say where it stands.");
        if (happened.Id("user") is not { } user)
            return new Malformed("The message does not say whose it is.");

        var text = Shortened.To(happened.Text("text") ?? "", MaxTextLength);
        return new Message(
            eventId, user, text, receipt, happened.Ts("thread_ts"), SlackFields.Instant(receipt.Ts)!.Value);
    }

    static string Named(string type) => Shortened.To(type, SlackFields.MaxNameLength);
}
