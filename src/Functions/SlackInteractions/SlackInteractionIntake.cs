using System.Diagnostics;
using OnCall.Adapters.Slack;

namespace OnCall.Functions.SlackInteractions;

/// <summary>Hands a press or a form to whoever showed it.</summary>
sealed partial class SlackInteractionIntake(
    IEnumerable<ISlackInteractor> interactors, ILogger<SlackInteractionIntake> log)
{
    const string Forgotten = "This form is not known any more. Copy what you wrote, and open it again.";
    readonly ISlackInteractor[] _interactors = [.. interactors];

    public async Task<InteractionAnswer> TakeAsync(SlackInteractionReading reading, CancellationToken cancellation)
    {
        var answer = reading switch
        {
            SlackInteractionReading.Pressed pressed => Whose(pressed.ActionId) is { } one
                ? await one.PressedAsync(pressed, cancellation)
                // A button that is only a link is told of too.
                : new InteractionAnswer.Done($"nobody acts on {pressed.ActionId}"),
            SlackInteractionReading.Submitted submitted => Whose(submitted.CallbackId) is { } one
                ? await one.SubmittedAsync(submitted, cancellation)
                : Nobodys(submitted),
            SlackInteractionReading.Unused unused => new InteractionAnswer.Done($"nobody acts on {unused.Type}"),
            _ => throw new UnreachableException($"No way to take {reading}."),
        };
        var (what, outcome) = (WhatOf(reading), answer is InteractionAnswer.Done done ? done.Outcome : "sent back to be mended");
        LogTaken(what, outcome);
        return answer;
    }

    ISlackInteractor? Whose(string id) =>
        _interactors.FirstOrDefault(one => id.StartsWith(one.Prefix, StringComparison.Ordinal));

    // Closing it would throw away what a person has just typed.
    static InteractionAnswer Nobodys(SlackInteractionReading.Submitted submitted) =>
        submitted.Values.Keys.FirstOrDefault() is { } block
            ? new InteractionAnswer.Errors(block, Forgotten)
            : new InteractionAnswer.Done($"nobody acts on {submitted.CallbackId}");

    static string WhatOf(SlackInteractionReading reading) => reading switch
    {
        SlackInteractionReading.Pressed pressed => $"press of {pressed.ActionId} by {pressed.User}",
        SlackInteractionReading.Submitted submitted => $"submission of {submitted.CallbackId} by {submitted.User}",
        _ => "interaction",
    };

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack {What}: {Outcome}")]
    partial void LogTaken(string what, string outcome);
}
