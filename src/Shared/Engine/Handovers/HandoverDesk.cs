using OnCall.Core.Handovers;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Handovers;

/// <summary>Takes in what people do about a handover: their 👍, and what they write into its note.</summary>
public sealed class HandoverDesk(
    ProcessRunner<Handover, HandoverCommand, HandoverEvent> handovers,
    StoredHandovers stored,
    IHandoverThread threads,
    TimeProvider clock)
{
    /// <param name="thread">The receipt of the message that it replies to; null where Slack does not say.</param>
    /// <param name="input">Slack's id of the event.</param>
    /// <returns>Null when it has nothing to do with a handover that waits.</returns>
    public async Task<Step?> ThumbAsync(
        Thumb thumb, string? thread, InputId input, CancellationToken cancellation)
    {
        if (await stored.LatestAsync(cancellation) is not { State: Handover.Open, Thread: { } note } waiting)
            return null;
        if (thumb.Message != note && thread != note && !await StandsInAsync(note, thumb, cancellation))
            return null;
        return await TellAsync(waiting.Id, thumb, [input], cancellation);
    }

    /// <summary>Reads the thread back: an event that never arrived does not matter.</summary>
    public async Task LookAtThumbsAsync(CancellationToken cancellation)
    {
        if (await stored.LatestAsync(cancellation) is not { State: Handover.Open, Thread: { } note } waiting
            || await threads.ReadThumbsAsync(note, cancellation) is not Listing<Thumb>.Read found)
            return;
        foreach (var thumb in found.Items.DistinctBy(thumb => thumb.SlackUser))
            await TellAsync(waiting.Id, thumb, inputs: [], cancellation);
    }

    /// <summary>May this person write the note now? Who may not is told so, and it is recorded.</summary>
    public async Task<bool> MayEditAsync(string id, string slackUser, CancellationToken cancellation) =>
        await handovers.HandleAsync(id, new HandoverCommand.AskToEdit(slackUser, clock.GetUtcNow()), inputs: [], cancellation)
            is Step.Ignored { Reason: Core.Processes.Reason.Allowed };

    public Task<Step> EditAsync(
        string id, string slackUser, IReadOnlyList<EditedText> texts, string? remarks, CancellationToken cancellation) =>
        handovers.HandleAsync(
            id, new HandoverCommand.Edit(slackUser, texts, remarks, clock.GetUtcNow()), inputs: [], cancellation);

    // A reaction does not say in which thread its message stands.
    async Task<bool> StandsInAsync(string note, Thumb thumb, CancellationToken cancellation) =>
        await threads.ReadThumbsAsync(note, cancellation) is Listing<Thumb>.Read read
        && read.Items.Any(found => (found.SlackUser, found.Message) == (thumb.SlackUser, thumb.Message));

    Task<Step> TellAsync(string id, Thumb thumb, IReadOnlyList<InputId> inputs, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return handovers.HandleAsync(
            id, new HandoverCommand.ThumbsUp(thumb.SlackUser, thumb.At ?? now, now), inputs, cancellation);
    }
}
