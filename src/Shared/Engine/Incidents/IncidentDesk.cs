using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Incidents;

/// <summary>Takes in what people do about an incident: what they press, write and pin.</summary>
public sealed class IncidentDesk(
    ProcessRunner<Incident, IncidentCommand, IncidentEvent> incidents,
    OpenIncidents open,
    IIncidentThread threads,
    TimeProvider clock)
{
    /// <summary>May this person do this now? Who may not is told so, and it is recorded.</summary>
    public Task<Step> AskAsync(string incident, string slackUser, IncidentAction action, CancellationToken cancellation) =>
        incidents.HandleAsync(incident, new IncidentCommand.Ask(slackUser, action, clock.GetUtcNow()), inputs: [], cancellation);

    /// <param name="input">What it came from: the same press or form changes nothing twice.</param>
    public Task<Step> DoAsync(string incident, IncidentCommand.Act act, InputId input, CancellationToken cancellation) =>
        incidents.HandleAsync(incident, act, [input], cancellation);

    /// <summary>Somebody wrote in a thread: that they are there is all that matters.</summary>
    /// <returns>Null when it is no open incident's.</returns>
    public async Task<Step?> WrittenAsync(string thread, string slackUser, CancellationToken cancellation) =>
        await open.FindAsync(thread, cancellation) is { } incident
            ? await incidents.HandleAsync(
                incident.Value, new IncidentCommand.Write(slackUser, clock.GetUtcNow()), inputs: [], cancellation)
            : null;

    /// <summary>A pin does not say in which thread its message stands: the open ones are looked through.</summary>
    /// <returns>Null when it stands in none of them.</returns>
    /// <exception cref="ThreadNotReadException">A thread could not be read, so it may stand there: the pin has to be told again.</exception>
    public async Task<Step?> PinnedAsync(string message, string slackUser, CancellationToken cancellation)
    {
        string? whyNotRead = null;
        foreach (var (page, thread, _) in await open.ReadAsync(cancellation))
        {
            if (thread is null || thread == message)
                continue;
            var listing = await threads.ReadAsync(thread, cancellation);
            whyNotRead ??= (listing as Listing<WrittenMessage>.NotRead)?.Why;
            if ((listing as Listing<WrittenMessage>.Read)?.Items.FirstOrDefault(written => written.Message == message) is { } found)
                return await incidents.HandleAsync(
                    page.Incident.Value,
                    new IncidentCommand.Pin(slackUser, message, found.Author, found.Text, clock.GetUtcNow()),
                    inputs: [], cancellation);
        }

        return whyNotRead is null ? null : throw new ThreadNotReadException(whyNotRead);
    }
}
