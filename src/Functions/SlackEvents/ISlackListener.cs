using OnCall.Adapters.Slack;

namespace OnCall.Functions.SlackEvents;

/// <summary>
/// Acts on what people do in Slack. Every listener is asked about everything; the same thing may come several times,
/// also under another event id.
/// </summary>
public interface ISlackListener
{
    /// <returns>What became of it, for the log and the answer; null when it concerns somebody else.</returns>
    Task<string?> HearAsync(SlackEventReading.Heard heard, CancellationToken cancellation);
}
