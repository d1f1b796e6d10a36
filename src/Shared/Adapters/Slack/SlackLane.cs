namespace OnCall.Adapters.Slack;

/// <summary>
/// What Slack counts together when it asks for patience: the messages of one channel, or all calls of one method. Being slow
/// in one says nothing about the others.
/// </summary>
/// <param name="Pace">What Slack promises to take for good: one in this time. Bursts are tolerated without a promise.</param>
sealed record SlackLane(string Name, TimeSpan Pace)
{
    /// <summary>chat.update: 50 a minute.</summary>
    public static readonly SlackLane Updates = new("chat.update", TimeSpan.FromSeconds(1.2));

    /// <summary>chat.postEphemeral: 100 a minute.</summary>
    public static readonly SlackLane Whispers = new("chat.postEphemeral", TimeSpan.FromSeconds(0.6));

    /// <summary>chat.postMessage: about one a second and channel.</summary>
    public static SlackLane PostsTo(string channel) => new(channel, TimeSpan.FromSeconds(1));
}
