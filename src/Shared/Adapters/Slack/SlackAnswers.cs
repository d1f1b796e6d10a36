using System.Net;
using System.Text.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Slack;

/// <summary>What Slack's answer means. Slack says most errors with HTTP 200 and <c>"ok": false</c>.</summary>
public static class SlackAnswers
{
    const int MaxErrorLength = 100;
    const string SlowDownWords = "Slack asked us to slow down.";

    public static Delivery Classify(Answer answer) => answer switch
    {
        Answer.Given { Status: HttpStatusCode.TooManyRequests } slowDown => SlowDown(slowDown),
        Answer.Given { IsTheirFault: true } failed =>
            new Delivery.RetryLater($"Slack failed with {failed.NamedStatus}.", failed.RetryAfter),
        Answer.Given given => Spoken(given),
        Answer.Missing missing => new Delivery.RetryLater($"Slack: {missing.Why}."),
        _ => throw new System.Diagnostics.UnreachableException($"No meaning for {answer}."),
    };

    /// <summary>Slack took nothing: it wants to be asked less often. True also of what it says with HTTP 200.</summary>
    public static bool AsksToSlowDown(Delivery delivery) => delivery is Delivery.RetryLater { Why: SlowDownWords };

    /// <summary>True when the message that a reply belongs to was deleted.</summary>
    public static bool SaysThreadIsGone(Answer answer)
    {
        using var document = answer is Answer.Given given ? LenientJson.Parse(given.Body) : null;
        return document?.RootElement.Text("error") is "thread_not_found" or "cannot_reply_to_message";
    }

    /// <summary>The message that carries an effect, in an answer that lists messages.</summary>
    public static SlackReceipt? Find(Answer listed, string channel, string effectId)
    {
        using var document = listed is Answer.Given given ? LenientJson.Parse(given.Body) : null;
        return document?.RootElement.Items("messages")
            .Where(message => message.Child("metadata")?.Child("event_payload")?.Text("effect_id") == effectId)
            .Select(message => message.Text("ts"))
            .OfType<string>()
            .Select(ts => new SlackReceipt(channel, ts))
            .FirstOrDefault();
    }

    /// <summary>Where a listing goes on; null on its last page.</summary>
    public static string? NextPage(Answer listed)
    {
        using var document = listed is Answer.Given given ? LenientJson.Parse(given.Body) : null;
        return document?.RootElement.Child("response_metadata")?.Text("next_cursor");
    }

    static Delivery Spoken(Answer.Given given)
    {
        using var document = LenientJson.Parse(given.Body);
        return document?.RootElement switch
        {
            { } said when given.IsSuccess && said.Flag("ok") => new Delivery.Done("ok", Receipt(said)),
            { } said when said.Text("error") is { } error => Meaning(error, said, given),
            _ when given.IsSuccess =>
                new Delivery.RetryLater("Slack's answer is not one of Slack's: something stands in between."),
            _ => new Delivery.GiveUp($"Slack refused with {given.NamedStatus} and did not say why."),
        };
    }

    static Delivery Meaning(string error, JsonElement said, Answer.Given given) => error switch
    {
        "ratelimited" or "rate_limited" or "message_limit_exceeded" => SlowDown(given),
        "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "team_added_to_org" =>
            new Delivery.RetryLater($"Slack failed with {error}.", given.RetryAfter),
        _ => new Delivery.GiveUp($"Slack refused with {Shortened.To(error, MaxErrorLength)}{Advice(error, said)}"),
    };

    static string Advice(string error, JsonElement said) => error switch
    {
        "channel_not_found" => ": check the channel's id in the policy, and invite the app if the channel is private.",
        "not_in_channel" => ": invite the app to the channel.",
        "is_archived" => ": unarchive the channel, or name another one in the policy.",
        "restricted_action" => ": the channel's settings let only some people post; allow the app.",
        "not_authed" or "invalid_auth" or "token_revoked" or "token_expired" or "account_inactive" =>
            ": check the setting Slack__BotToken.",
        "not_enabled" => ": switch the app's Home tab on (App Home, Show Tabs).",
        "missing_scope" =>
            $": give the app the scope {Shortened.To(said.Text("needed") ?? "it lacks", MaxErrorLength)} and install it again.",
        "invalid_blocks" or "invalid_blocks_format" or "no_text" or "msg_too_long" or "invalid_json" =>
            ": the message was built wrongly, which is a mistake of this service.",
        _ => ".",
    };

    static Delivery.RetryLater SlowDown(Answer.Given given) => new(SlowDownWords, given.RetryAfter);

    static string? Receipt(JsonElement said) => said.Text("channel") is { } channel && said.Text("ts") is { } ts
        ? new SlackReceipt(channel, ts).ToString()
        : null;
}
