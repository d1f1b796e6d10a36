namespace OnCall.LocalHost.Drills;

/// <summary>One thing that a person saw, when the drill's clock had run for <paramref name="After"/>.</summary>
/// <param name="Text">As they read it.</param>
public sealed record Sighting(TimeSpan After, Place Place, string Text);

public enum Place
{
    PagerDuty,

    /// <summary>A message in the channel of incidents itself.</summary>
    Channel,

    /// <summary>A message in the channel of those on call.</summary>
    OnCallChannel,

    /// <summary>A message in the channel of what is not page-worthy.</summary>
    NoiseChannel,

    /// <summary>A reply in the thread of the incident.</summary>
    Thread,

    /// <summary>A message that stood there already says something else now.</summary>
    Edited,

    /// <summary>A message in a channel that only one person sees.</summary>
    Ephemeral,

    /// <summary>A message to one person alone.</summary>
    DirectMessage,
}
