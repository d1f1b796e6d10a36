using System.Collections.Concurrent;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;

namespace OnCall.Adapters.Slack;

/// <summary>The addresses of messages, for people. A message keeps its address, so Slack is asked once for each.</summary>
public sealed class SlackPermalinks(SlackCalls calls)
{
    const int MaxKept = 1000;

    readonly ConcurrentDictionary<SlackReceipt, Uri> _known = new();

    /// <returns>Null when Slack does not say: the message is gone, or Slack is away.</returns>
    public async Task<Uri?> OfAsync(SlackReceipt message, CancellationToken cancellation)
    {
        if (_known.TryGetValue(message, out var known))
            return known;
        var answer = await calls.GetAsync(
            $"chat.getPermalink?channel={Uri.EscapeDataString(message.Channel)}&message_ts={Uri.EscapeDataString(message.Ts)}",
            cancellation);
        if (SlackCalls.WhyNot(answer) is not null)
            return null;
        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        if (!Uri.TryCreate(document?.RootElement.Text("permalink"), UriKind.Absolute, out var link))
            return null;
        if (_known.Count >= MaxKept)
            _known.Clear();
        return _known.GetOrAdd(message, link);
    }
}
