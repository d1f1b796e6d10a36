using System.Diagnostics;
using OnCall.Adapters.Slack;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.SlackEvents;

/// <summary>Hands what people do in Slack to everybody who may act on it.</summary>
sealed partial class SlackEventIntake(IEnumerable<ISlackListener> listeners, ILogger<SlackEventIntake> log)
{
    readonly ISlackListener[] _listeners = [.. listeners];

    public async Task<WebhookAnswer> TakeAsync(SlackEventReading reading, CancellationToken cancellation)
    {
        switch (reading)
        {
            case SlackEventReading.Heard heard:
                return await TakeAsync(heard, cancellation);
            case SlackEventReading.Unused unused:
                LogUnused(unused.Type);
                return new WebhookAnswer("unused", $"Nothing here acts on {unused.Type}.");
            case SlackEventReading.Malformed malformed:
                LogMalformed(malformed.Why);
                return new WebhookAnswer("malformed", malformed.Why);
            default:
                throw new UnreachableException($"No way to take {reading}.");
        }
    }

    async Task<WebhookAnswer> TakeAsync(SlackEventReading.Heard heard, CancellationToken cancellation)
    {
        var outcomes = new List<string>();
        foreach (var listener in _listeners)
            if (await listener.HearAsync(heard, cancellation) is { } outcome)
                outcomes.Add(outcome);

        if (outcomes.Count == 0)
            return new WebhookAnswer("unused", "It concerns nobody here.");
        var said = string.Join("; ", outcomes);
        LogHeard(heard.EventId, heard.User, said);
        return new WebhookAnswer(said);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack event {EventId} of {User}: {Outcome}")]
    partial void LogHeard(string eventId, string user, string outcome);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Slack event of type {EventType}: not acted on")]
    partial void LogUnused(string eventType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A signed Slack event cannot be read: {Why}")]
    partial void LogMalformed(string why);
}
