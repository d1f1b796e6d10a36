using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;
using OnCall.LocalHost.Time;

namespace OnCall.LocalHost.Slack;

/// <summary>People who press our buttons and fill in our modals.</summary>
sealed class SlackPeople(SlackModals modals, SlackSender sender, WorkCount work)
{
    /// <summary>Null: whatever is pressed, nobody answers.</summary>
    public Uri? Url { get; set; }

    /// <param name="responseUrl">Where the app may answer this person.</param>
    /// <exception cref="InvalidOperationException">There is no such button.</exception>
    public Task<SlackAnswered> PressAsync(
        Person by, PostedMessage message, string actionId, Uri responseUrl, CancellationToken cancellation)
    {
        var action = SlackButtons.In(message).FirstOrDefault(button => button.Text("action_id") == actionId) is { ValueKind: JsonValueKind.Object } button
            ? JsonObject.Create(button)!
            : throw new InvalidOperationException($"The message {message.Ts} has no button {actionId}.");
        return SendAsync(
            SlackEventShapes.Press(by, message, action, modals.NewTrigger(by), responseUrl), cancellation);
    }

    /// <summary>Closes the modal, unless the app sends it back or does not take it.</summary>
    public async Task<SlackAnswered> SubmitAsync(
        OpenView view, IReadOnlyDictionary<string, string> typed, CancellationToken cancellation)
    {
        var values = view.Inputs.ToDictionary(
            input => input.BlockId, input => typed.GetValueOrDefault(input.BlockId) ?? input.Value);
        // Slack asks for these itself, before it bothers the app.
        var missing = view.Inputs.Where(input => !input.IsOptional && values[input.BlockId].Length == 0).ToList();
        if (missing.Count > 0)
        {
            modals.SendBack(view, missing.ToDictionary(input => input.BlockId, _ => "Please complete this required field."), values);
            return new SlackAnswered(Status: null, "required field");
        }

        var answer = await SendAsync(SlackEventShapes.Submission(view, values, modals.NewTrigger(view.Reader)), cancellation);
        if (!answer.IsTaken)
            modals.SendBack(view, Trouble(view), values);
        else if (ErrorsIn(answer.Body) is { Count: > 0 } errors)
            modals.SendBack(view, errors, values);
        else
            modals.Close(view);
        return answer;
    }

    async Task<SlackAnswered> SendAsync(JsonObject payload, CancellationToken cancellation)
    {
        work.Begin();
        try
        {
            return Url is { } url
                ? await sender.PostAsync(url, SlackPost.Interaction(payload.ToJsonString()), cancellation)
                : new SlackAnswered(Status: null, "connection_failed");
        }
        finally
        {
            work.End();
        }
    }

    static Dictionary<string, string> Trouble(OpenView view) => view.Inputs.Take(1).ToDictionary(
        input => input.BlockId, _ => "We had some trouble connecting. Try again?");

    static Dictionary<string, string> ErrorsIn(string body) =>
        SentJson.Parse(System.Text.Encoding.UTF8.GetBytes(body)) is { } said && said.Text("response_action") == "errors"
        && said.Part("errors") is { ValueKind: JsonValueKind.Object } errors
            ? errors.EnumerateObject().ToDictionary(error => error.Name, error => error.Value.ToString())
            : [];
}

static class SlackButtons
{
    /// <summary>The buttons of a message, from top to bottom.</summary>
    public static IEnumerable<JsonElement> In(PostedMessage message) => message.Blocks is { } blocks
        ? blocks.EnumerateArray().SelectMany(In).Where(element => element.Text("type") == "button")
        : [];

    static IEnumerable<JsonElement> In(JsonElement block) => block.Text("type") switch
    {
        "actions" => block.GetProperty("elements").EnumerateArray(),
        "section" when block.Part("accessory") is { } accessory => [accessory],
        _ => [],
    };
}
