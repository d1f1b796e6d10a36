using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Incidents;

/// <summary>The thread of an incident, as it stands now.</summary>
public interface IIncidentThread
{
    /// <summary>Everything that was written in it, the declaration included. Never throws for what the neighbour answered.</summary>
    /// <param name="thread">The declaration's receipt.</param>
    Task<Listing<WrittenMessage>> ReadAsync(string thread, CancellationToken cancellation);
}

/// <param name="Message">Its receipt.</param>
/// <param name="Author">Who wrote it, by the neighbour's id.</param>
public sealed record WrittenMessage(string Message, string Author, string Text);

/// <summary>Whether something stands in a thread is not known. Whoever told of it tells it again.</summary>
public sealed class ThreadNotReadException(string why)
    : Exception($"Slack could not be asked whether it stands in an incident's thread: {why.TrimEnd('.')}");
