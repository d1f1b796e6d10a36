using OnCall.Adapters.Slack;
using OnCall.Core.Policy;
using OnCall.Engine.Incidents;
using OnCall.Functions.SlackEvents;

namespace OnCall.Functions.Incidents;

/// <summary>Hears that somebody is there, by what they write in an incident's thread, and what is pinned in it with a 📌.</summary>
sealed class IncidentListener(IncidentDesk desk, OnCallPolicy policy) : ISlackListener
{
    const string Pin = "pushpin";

    public async Task<string?> HearAsync(SlackEventReading.Heard heard, CancellationToken cancellation)
    {
        var step = heard switch
        {
            SlackEventReading.Message { ThreadTs: { } thread } message when IsLive(message.Receipt) =>
                await desk.WrittenAsync((message.Receipt with { Ts = thread }).ToString(), heard.User, cancellation),
            SlackEventReading.Reaction { Removed: false, Name: Pin } reaction when IsLive(reaction.To) =>
                await desk.PinnedAsync(reaction.To.ToString(), heard.User, cancellation),
            _ => null,
        };
        return step is null ? null : $"incident: {step}";
    }

    // What is written elsewhere is about something else, and there is much of it.
    bool IsLive(SlackReceipt message) => message.Channel == policy.Channels.IncidentLive.Id;
}
