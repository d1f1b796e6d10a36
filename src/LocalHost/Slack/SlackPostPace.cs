using System.Globalization;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>Refuses what is posted faster than Slack promises to take it. Thread-safe.</summary>
sealed class SlackPostPace(TimeProvider clock)
{
    readonly Lock _gate = new();
    readonly Dictionary<string, DateTimeOffset> _freeAt = new(StringComparer.Ordinal);

    /// <summary>One message in this time and channel; null takes them as they come.</summary>
    public TimeSpan? Of { get; set; }

    /// <summary>True when it is too early; the answer's header then says for how long.</summary>
    public bool Strike(string method, SlackArguments arguments, HttpResponse response)
    {
        if (Of is not { } pace || method != "chat.postMessage" || arguments.Body.Text("channel") is not { } channel)
            return false;
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_freeAt.TryGetValue(channel, out var freeAt) && now < freeAt)
            {
                // Whole seconds, as Slack writes it.
                response.Headers.RetryAfter =
                    ((int)Math.Ceiling((freeAt - now).TotalSeconds)).ToString(CultureInfo.InvariantCulture);
                return true;
            }

            _freeAt[channel] = now + pace;
            return false;
        }
    }
}
