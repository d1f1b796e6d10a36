using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Handovers;

/// <summary>The thread of a handover note, as it stands now.</summary>
public interface IHandoverThread
{
    /// <summary>Every 👍 in it, the note's own included. Never throws for what the neighbour answered.</summary>
    /// <param name="note">The note's receipt.</param>
    Task<Listing<Thumb>> ReadThumbsAsync(string note, CancellationToken cancellation);
}

/// <param name="SlackUser">Whose it is.</param>
/// <param name="Message">The receipt of what it was given to, or of the message that is one.</param>
/// <param name="At">When; null where Slack does not say.</param>
public sealed record Thumb(string SlackUser, string Message, DateTimeOffset? At);
