using OnCall.Core.Handovers;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>What must hold of a handover at the end; 7 was looked at with each of its steps already.</summary>
static class HandoverInvariants
{
    public static IEnumerable<string> Check(World world, DateTimeOffset at)
    {
        var stream = new HandoverStream(world, at);
        return
        [
            .. ItIsHeldOnce(world, stream),
            .. ItEndsInOneWay(stream),
            .. HandoverTimesInvariants.Check(world, stream),
            .. Invariants.EffectsAreDoneOnceAndInOrder(world, stream),
            .. TheNoteIsPostedOnce(world, stream),
            .. TheNoteTellsTheTruth(world, stream),
            .. EditsOfOthersAreRecorded(world, stream),
            .. Invariants.EverythingIsExplained(stream),
        ];
    }

    // Every Monday has one, and it opens by itself when nobody ticks.
    static IEnumerable<string> ItIsHeldOnce(World world, HandoverStream stream)
    {
        var opened = stream.Events.OfType<HandoverEvent.Opened>().ToList();
        if (opened.Count != 1)
        {
            yield return $"{stream.Process}: it was opened {opened.Count} times.";
            yield break;
        }

        if (opened[0].At < stream.At)
            yield return $"{stream.Process}: opened at {opened[0].At:O}, before its hour.";
        if (Lateness.IsTooLate(world, stream.At + HandoverTimes.OpensAloneAfter, opened[0].At, Part.Storage, Part.Bus))
            yield return $"{stream.Process}: opened {opened[0].At - stream.At} late.";
        if (opened[0].View.IsLate != opened[0].At - stream.At >= TimeSpan.FromMinutes(5))
            yield return $"{stream.Process}: opened {opened[0].At - stream.At} late, and marked wrongly.";
    }

    static IEnumerable<string> ItEndsInOneWay(HandoverStream stream)
    {
        var ends = stream.Events.Where(e => e is HandoverEvent.Acknowledged or HandoverEvent.Overtaken).ToList();
        if (ends.Count > 1)
            yield return $"{stream.Process}: it ended {ends.Count} times.";
        if (stream.Events.SkipWhile(e => !ends.Contains(e)).Any(e => e is HandoverEvent.Nudged or HandoverEvent.IncomingChanged))
            yield return $"{stream.Process}: somebody was asked after its end.";
    }

    static IEnumerable<string> TheNoteIsPostedOnce(World world, HandoverStream stream)
    {
        var posted = world.Slack.MessagesOf(stream.Process).Count(message => message.Effect.OpensThread);
        if (posted > 1 + stream.Events.OfType<HandoverEvent.PostedAgain>().Count())
            yield return $"{stream.Process}: its note was posted {posted} times.";
        if (posted == 0 && stream.Now?.Thread is not null)
            yield return $"{stream.Process}: nobody saw the note that it calls its own.";
    }

    // What stands in Slack is what is stored.
    static IEnumerable<string> TheNoteTellsTheTruth(World world, HandoverStream stream)
    {
        if (stream.Now is not { Thread: { } note } now || stream.Effects.Any(effect => effect.Status != EffectStatus.Done))
            yield break;
        var (shown, view) = (world.Slack.NoteAt(note), ViewOf(World.HandoverCodec.ReadState(now.Head.State)));
        if (Written(shown) != Written(view))
            yield return $"{stream.Process}: its note shows {shown?.Standing}, and it is {view?.Standing}.";
    }

    // 8: the refusal is recorded.
    static IEnumerable<string> EditsOfOthersAreRecorded(World world, HandoverStream stream)
    {
        if (stream.Events.OfType<HandoverEvent.Opened>().FirstOrDefault()?.View.Who.Outgoing is not { } outgoing)
            yield break;
        foreach (var tries in world.Team.Edits.Where(edit => edit.Handover == stream.Process && edit.Step is Step.Taken)
            .Where(edit => edit.By != outgoing && !edit.WasOutgoing).GroupBy(edit => edit.By))
            if (stream.Events.OfType<HandoverEvent.EditNotAllowed>().Count(e => e.SlackUser == tries.Key.Slack) < tries.Count())
                yield return $"{stream.Process}: {tries.Key.Id} tried to edit, and nobody knows.";
    }

    static HandoverView? ViewOf(Handover state) => state switch
    {
        Handover.Open open => open.View,
        Handover.Complete complete => complete.View,
        Handover.Lapsed lapsed => lapsed.View,
        _ => null,
    };

    static string Written(HandoverView? view) => view is null ? "" : World.HandoverCodec.Write(new Handover.Complete(view));
}

sealed class HandoverStream(World world, DateTimeOffset at)
    : StoredStream<HandoverEvent>(world, world.Duty.ProcessOf(at), World.HandoverCodec.ReadEvent)
{
    public DateTimeOffset At => at;
}
