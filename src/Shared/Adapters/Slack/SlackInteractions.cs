using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using static OnCall.Adapters.Slack.SlackInteractionReading;

namespace OnCall.Adapters.Slack;

/// <summary>Reads what Slack sends when somebody uses a button or a modal. Never throws, whatever arrives.</summary>
public static class SlackInteractions
{
    // Slack's own limits of what we gave it before.
    const int MaxIdLength = 255;
    const int MaxValueLength = 2000;
    const int MaxTriggerLength = 500;

    /// <param name="body">A form with the one field <c>payload</c>.</param>
    public static SlackInteractionReading Read(ReadOnlyMemory<byte> body)
    {
        if (SlackForm.Field(body, "payload") is not { } payload)
            return new Malformed("The form has no payload.");
        using var document = LenientJson.Parse(payload);
        if (document is null)
            return new Malformed("The payload is not JSON, or nested too deeply.");

        var sent = document.RootElement;
        return sent.Text("type") switch
        {
            "block_actions" => OfPress(sent),
            "view_submission" => OfSubmission(sent),
            { } type => new Unused(Shortened.To(type, SlackFields.MaxNameLength)),
            null => new Malformed("The payload has no type."),
        };
    }

    static SlackInteractionReading OfPress(JsonElement sent)
    {
        if (User(sent) is not { } user)
            return new Malformed("The payload does not say whose it is.");
        // Slack sends each press by itself.
        if (sent.Items("actions").FirstOrDefault() is not { ValueKind: JsonValueKind.Object } action
            || action.Text("action_id") is not { Length: <= MaxIdLength } actionId)
            return new Malformed("The payload has no action with an action_id.");
        if (sent.Text("trigger_id") is not { Length: <= MaxTriggerLength } trigger)
            return new Malformed("The payload has no trigger_id of a sensible length.");

        var container = sent.Child("container") ?? default;
        var thread = container.Ts("thread_ts") ?? sent.Child("message")?.Ts("thread_ts");
        var value = action.Text("value") is { Length: <= MaxValueLength } text ? text : null;
        return new Pressed(
            user, actionId, value, container.Receipt("channel_id", "message_ts"), thread, trigger, sent.Url("response_url"));
    }

    static SlackInteractionReading OfSubmission(JsonElement sent)
    {
        if (User(sent) is not { } user)
            return new Malformed("The payload does not say whose it is.");
        if (sent.Child("view") is not { } view || view.Id("id") is not { } viewId)
            return new Malformed("The payload has no view with an id.");
        if (view.Text("callback_id") is not { Length: <= MaxIdLength } callbackId)
            return new Malformed("The view has no callback_id of a sensible length.");
        if (view.Text("private_metadata") is { Length: > SlackView.MaxMetadataLength })
            return new Malformed("The view's private_metadata is longer than Slack allows.");

        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (block, inputs) in (view.Child("state") ?? default).Members("values").Take(SlackView.MaxBlocks))
            values[block] = Typed(inputs);
        return new Submitted(user, callbackId, view.Text("private_metadata") ?? "", values, viewId);
    }

    static string? User(JsonElement sent) => sent.Child("user")?.Id("id");

    // A block of a modal has one input.
    static string Typed(JsonElement inputs) => Shortened.To(
        inputs.Members().Select(input => input.Value.Text("value")).FirstOrDefault() ?? "", SlackViewBlock.MaxInputLength);
}
