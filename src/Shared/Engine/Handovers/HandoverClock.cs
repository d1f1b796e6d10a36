using OnCall.Core.Handovers;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Handovers;

/// <summary>
/// What is due of the handovers, computed from what is stored: no tick, ten ticks, two at once or three days without any
/// make no difference but in promptness.
/// </summary>
public sealed class HandoverClock(
    ProcessRunner<Handover, HandoverCommand, HandoverEvent> handovers,
    StoredHandovers stored,
    HandoverTimes times,
    HandoverDraft draft,
    TimeProvider clock)
{
    /// <summary>So far back a handover of ours is looked for: whether this service was here before, and has to make up for one.</summary>
    const int MaxWeeksBack = 8;

    // The handover that was held before this service came: nobody is asked for a 👍 for it.
    DateTimeOffset? _beforeOurTime;

    public async Task TickAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await LookAtLatestAsync(times.Latest(now), cancellation);
        await PrepareAsync(times.Next(now), cancellation);
    }

    async Task LookAtLatestAsync(DateTimeOffset latest, CancellationToken cancellation)
    {
        var found = await stored.ReadAsync(latest, cancellation);
        if (found is null && (IsFresh(latest) || await WasHereBeforeAsync(latest, cancellation)))
        {
            await TellAsync(latest, new HandoverCommand.Plan(latest, clock.GetUtcNow()), cancellation);
            found = await stored.ReadAsync(latest, cancellation);
        }

        switch (found?.State)
        {
            case Handover.Awaited:
                var note = await draft.ReadAsync(cancellation);
                var unfinished = await UnfinishedBeforeAsync(latest, cancellation);
                await TellAsync(latest, new HandoverCommand.Begin(note, unfinished, clock.GetUtcNow()), cancellation);
                break;
            case Handover.Open open:
                await TellAsync(latest, new HandoverCommand.Look(clock.GetUtcNow()), cancellation);
                await FillAsync(latest, open.View, cancellation);
                break;
            case Handover.Complete complete:
                await FillAsync(latest, complete.View, cancellation);
                break;
        }
    }

    // Planned a week ahead, so that it opens even if nobody ticks then.
    async Task PrepareAsync(DateTimeOffset next, CancellationToken cancellation)
    {
        var found = await stored.ReadAsync(next, cancellation);
        if (found is null || (found.State is Handover.Awaited planned && planned.At != next))
            await TellAsync(next, new HandoverCommand.Plan(next, clock.GetUtcNow()), cancellation);
        else if (found.State is Handover.Awaited awaited && times.DueReminder(awaited, clock.GetUtcNow()) is not null)
            await TellAsync(
                next, new HandoverCommand.Remind(await draft.ReadAsync(cancellation), clock.GetUtcNow()), cancellation);
    }

    async Task FillAsync(DateTimeOffset handover, HandoverView view, CancellationToken cancellation)
    {
        var unread = view.Note.Unread.ToList();
        if (unread.Count == 0)
            return;
        var parts = await draft.ReadAsync(unread, cancellation);
        if (parts.Any(part => part.Content.SaysMoreThan(view.Note[part.Section])))
            await TellAsync(handover, new HandoverCommand.Fill(parts, clock.GetUtcNow()), cancellation);
    }

    async Task<UnfinishedHandover?> UnfinishedBeforeAsync(DateTimeOffset handover, CancellationToken cancellation) =>
        (await stored.ReadAsync(Before(handover), cancellation))?.State switch
        {
            Handover.Open open => new UnfinishedHandover(open.View.At, open.View.Covering),
            Handover.Lapsed lapsed => new UnfinishedHandover(lapsed.View.At, lapsed.View.Covering),
            _ => null,
        };

    // A service that was started at five to ten holds the handover of ten, though nobody had time to plan it.
    bool IsFresh(DateTimeOffset handover) => clock.GetUtcNow() - handover < HandoverView.LateAfter;

    async Task<bool> WasHereBeforeAsync(DateTimeOffset handover, CancellationToken cancellation)
    {
        if (_beforeOurTime == handover)
            return false;
        var before = handover;
        for (var week = 1; week <= MaxWeeksBack; week++)
        {
            before = Before(before);
            if (await stored.ReadAsync(before, cancellation) is not null)
                return true;
        }

        _beforeOurTime = handover;
        return false;
    }

    DateTimeOffset Before(DateTimeOffset handover) => times.Latest(handover - TimeSpan.FromTicks(1));

    Task<Step> TellAsync(DateTimeOffset handover, HandoverCommand command, CancellationToken cancellation) =>
        handovers.HandleAsync(times.IdOf(handover), command, inputs: [], cancellation);
}
