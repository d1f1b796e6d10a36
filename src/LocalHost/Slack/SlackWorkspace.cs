using System.Globalization;
using System.Text.Json;
using OnCall.Core.Policy;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.Slack;

/// <summary>The people and channels of the policy, and what was said there. Thread-safe.</summary>
sealed class SlackWorkspace(OnCallPolicy policy, TimeProvider clock)
{
    const int MaxMessages = 10_000;

    readonly Lock _gate = new();
    readonly List<PostedMessage> _messages = [];
    readonly List<Channel> _direct = [];
    readonly Dictionary<string, string> _refusals = new(StringComparer.Ordinal);
    readonly Dictionary<string, SlackMembership> _memberships = new(StringComparer.Ordinal);
    long _lastMicros;

    public IReadOnlyList<Channel> Channels { get; } =
        [policy.Channels.IncidentLive, policy.Channels.OnCall, policy.Channels.Noise];

    public IReadOnlyList<Person> People => policy.People;

    /// <summary>The direct messages between our bot and one person each.</summary>
    public IReadOnlyList<Channel> Direct => Copy(_direct);

    /// <summary>Without those that only one person saw.</summary>
    public IReadOnlyList<PostedMessage> Messages => [.. Copy(_messages).Where(message => message.EphemeralTo is null)];

    /// <summary>Those that only one person saw.</summary>
    public IReadOnlyList<PostedMessage> Ephemerals => [.. Copy(_messages).Where(message => message.EphemeralTo is not null)];

    /// <summary>From now on the channel answers with this error: "is_archived", "not_in_channel".</summary>
    public void Close(string channel, string error)
    {
        lock (_gate)
            _refusals[channel] = error;
    }

    public void Reopen(string channel)
    {
        lock (_gate)
            _refusals.Remove(channel);
    }

    public string? RefusalOf(string channel)
    {
        lock (_gate)
            return _refusals.GetValueOrDefault(channel);
    }

    /// <summary>What users.info says of them from now on; messages go on as before.</summary>
    public void Become(Person person, SlackMembership membership)
    {
        lock (_gate)
            _memberships[person.Slack] = membership;
    }

    public SlackMembership MembershipOf(Person person)
    {
        lock (_gate)
            return _memberships.GetValueOrDefault(person.Slack);
    }

    public Channel? Find(string? channel) =>
        Channels.FirstOrDefault(known => known.Id == channel || known.Name == channel?.TrimStart('#'))
        ?? Direct.FirstOrDefault(known => known.Id == channel);

    public Person? Who(string? user) => policy.People.FirstOrDefault(person => person.Slack == user);

    public PostedMessage? Find(Channel channel, string? ts) =>
        Messages.FirstOrDefault(message => message.Channel == channel && message.Ts == ts);

    public bool Has(Channel channel, string ts) => Find(channel, ts) is not null;

    public void Delete(string ts)
    {
        lock (_gate)
            _messages.RemoveAll(message => message.Ts == ts);
    }

    /// <summary>The same channel each time.</summary>
    public Channel OpenDirect(Person person)
    {
        lock (_gate)
        {
            if (_direct.Find(known => known.Id == DirectId(person)) is { } open)
                return open;
            var channel = new Channel(DirectId(person), person.Name);
            _direct.Add(channel);
            return channel;
        }
    }

    /// <param name="ephemeralTo">The one person who sees it.</param>
    public PostedMessage Post(Channel channel, JsonElement body, string? ephemeralTo = null) => Keep(now => new PostedMessage(
        channel, NextTs(now), body.Text("thread_ts"), body.Part("reply_broadcast") is { ValueKind: JsonValueKind.True },
        PostedMessage.Bot, body.Text("text") ?? "", body.Part("blocks"), body.Part("metadata"), now)
    {
        EphemeralTo = ephemeralTo,
    });

    public PostedMessage Say(Person by, Channel channel, string? threadTs, string text) => Keep(now => new PostedMessage(
        channel, NextTs(now), threadTs, AlsoInChannel: false, by.Slack, text, Blocks: null, Metadata: null, now));

    public PostedMessage Edit(PostedMessage message, JsonElement body) => Change(message, before => before with
    {
        Text = body.Text("text") ?? "",
        // An empty list takes the blocks away; without one they stay.
        Blocks = body.Part("blocks") is not { } blocks ? before.Blocks : blocks.GetArrayLength() == 0 ? null : blocks,
        Metadata = body.Part("metadata") ?? before.Metadata,
        EditedAt = clock.GetUtcNow(),
        EarlierTexts = [.. before.EarlierTexts, before.Text],
    });

    /// <summary>Null when the person had reacted so before.</summary>
    public PostedMessage? React(PostedMessage message, string user, string name) =>
        ChangeReactions(message, before => PostedReactions.With(before, user, name));

    /// <summary>Null when there was nothing to take back.</summary>
    public PostedMessage? Unreact(PostedMessage message, string user, string name) =>
        ChangeReactions(message, before => PostedReactions.Without(before, user, name));

    static string DirectId(Person person) => $"D{person.Slack[1..]}";

    List<T> Copy<T>(List<T> list)
    {
        lock (_gate)
            return [.. list];
    }

    PostedMessage Keep(Func<DateTimeOffset, PostedMessage> create)
    {
        lock (_gate)
        {
            var message = create(clock.GetUtcNow());
            if (_messages.Count == MaxMessages)
                _messages.RemoveAt(0);
            _messages.Add(message);
            return message;
        }
    }

    PostedMessage? ChangeReactions(
        PostedMessage message, Func<IReadOnlyList<PostedReaction>, IReadOnlyList<PostedReaction>> change)
    {
        var isChanged = false;
        var changed = Change(message, before =>
        {
            // As it stands now: what the caller holds may be older.
            var reactions = change(before.Reactions);
            isChanged = !ReferenceEquals(reactions, before.Reactions);
            return before with { Reactions = reactions };
        });
        return isChanged ? changed : null;
    }

    PostedMessage Change(PostedMessage message, Func<PostedMessage, PostedMessage> change)
    {
        lock (_gate)
        {
            var place = _messages.FindIndex(kept => kept.Channel == message.Channel && kept.Ts == message.Ts);
            return place < 0
                ? throw new InvalidOperationException($"There is no message {message.Ts} in {message.Channel.Name}.")
                : _messages[place] = change(_messages[place]);
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
