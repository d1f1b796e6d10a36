using System.Globalization;
using System.Text.Json;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>The channels of the policy and what was posted into them. Thread-safe.</summary>
sealed class SlackWorkspace(OnCallPolicy policy, TimeProvider clock)
{
    const int MaxMessages = 10_000;
    const string BotUser = "U0ONCALLBOT";

    readonly Lock _gate = new();
    readonly List<PostedMessage> _messages = [];
    readonly Dictionary<string, string> _refusals = new(StringComparer.Ordinal);
    long _lastMicros;

    public IReadOnlyList<Channel> Channels { get; } =
        [policy.Channels.IncidentLive, policy.Channels.OnCall, policy.Channels.Noise];

    public IReadOnlyList<PostedMessage> Messages
    {
        get
        {
            lock (_gate)
                return [.. _messages];
        }
    }

    /// <summary>From now on the channel answers with this error: "is_archived", "not_in_channel".</summary>
    public void Close(string channel, string error)
    {
        lock (_gate)
            _refusals[channel] = error;
    }

    public string? RefusalOf(string channel)
    {
        lock (_gate)
            return _refusals.GetValueOrDefault(channel);
    }

    public Channel? Find(string? channel) =>
        Channels.FirstOrDefault(known => known.Id == channel || known.Name == channel?.TrimStart('#'));

    public bool Has(Channel channel, string ts) => Messages.Any(message => message.Channel == channel && message.Ts == ts);

    public void Delete(string ts)
    {
        lock (_gate)
            _messages.RemoveAll(message => message.Ts == ts);
    }

    public PostedMessage Post(Channel channel, JsonElement body)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            var message = new PostedMessage(
                channel, NextTs(now), body.Text("thread_ts"),
                body.Part("reply_broadcast") is { ValueKind: JsonValueKind.True },
                BotUser, body.Text("text") ?? "", body.Part("blocks"), body.Part("metadata"), now);
            if (_messages.Count == MaxMessages)
                _messages.RemoveAt(0);
            _messages.Add(message);
            return message;
        }
    }

    /// <summary>Two messages of one moment still have names of their own.</summary>
    string NextTs(DateTimeOffset now)
    {
        var micros = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        _lastMicros = Math.Max(_lastMicros + 1, micros);
        return string.Create(CultureInfo.InvariantCulture, $"{_lastMicros / 1_000_000}.{_lastMicros % 1_000_000:D6}");
    }
}
