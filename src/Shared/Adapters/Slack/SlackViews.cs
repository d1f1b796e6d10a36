using System.Text.Json.Serialization;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;

namespace OnCall.Adapters.Slack;

/// <summary>Shows modals to a person.</summary>
public sealed class SlackViews(SlackCalls calls)
{
    /// <param name="triggerId">From the press of a button: it lives three seconds and serves once.</param>
    public async Task<SlackViewOutcome> OpenAsync(string triggerId, SlackView view, CancellationToken cancellation) =>
        Outcome(await calls.PostAsync(
            "views.open", new OpenViewRequest(triggerId, view), SlackViewJson.Default.OpenViewRequest, cancellation));

    /// <summary>Puts other contents into a modal that is open.</summary>
    public async Task<SlackViewOutcome> UpdateAsync(string viewId, SlackView view, CancellationToken cancellation) =>
        Outcome(await calls.PostAsync(
            "views.update", new UpdateViewRequest(viewId, view), SlackViewJson.Default.UpdateViewRequest, cancellation));

    static SlackViewOutcome Outcome(Answer answer) => SlackCalls.WhyNot(answer) is not { } why
        ? new SlackViewOutcome.Opened(ViewId(answer))
        // Methods differ in how they say it.
        : SlackCalls.ErrorIn(answer) is "expired_trigger_id" or "trigger_expired" or "exchanged_trigger_id" or "trigger_exchanged"
            ? new SlackViewOutcome.Expired()
            : new SlackViewOutcome.Failed(why);

    static string ViewId(Answer answer)
    {
        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement.Child("view")?.Id("id") ?? "";
    }
}

/// <summary>What became of a modal.</summary>
public abstract record SlackViewOutcome
{
    SlackViewOutcome() { }

    /// <summary>What the person is told who has to press once more; null for whoever sees the modal.</summary>
    /// <param name="button">The one that they pressed.</param>
    public SlackMessage? Again(SlackButton button) => this switch
    {
        Expired => SlackMessage.Plain("Slack's form could not be opened in time. Press this instead:").With(button),
        Failed failed => SlackMessage.Plain($"The form could not be opened: {failed.Why}").With(button),
        _ => null,
    };

    /// <summary>The person sees it.</summary>
    public sealed record Opened(string ViewId) : SlackViewOutcome;

    /// <summary>We were too late, or it was opened before: the person has to press again.</summary>
    public sealed record Expired : SlackViewOutcome;

    /// <param name="Why">One sentence.</param>
    public sealed record Failed(string Why) : SlackViewOutcome;
}

sealed record OpenViewRequest(string TriggerId, SlackView View);

sealed record UpdateViewRequest(string ViewId, SlackView View);

/// <summary>What we send to Slack, which refuses nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenViewRequest))]
[JsonSerializable(typeof(UpdateViewRequest))]
sealed partial class SlackViewJson : JsonSerializerContext;
