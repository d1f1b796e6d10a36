using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>What must hold of each step of a handover, at the moment at which it is committed.</summary>
static class HandoverStepInvariants
{
    /// <summary>The decision is a little older than its commit.</summary>
    static readonly TimeSpan OnItsWay = TimeSpan.FromSeconds(2);

    public static IEnumerable<string> Check(World world, Commit commit) => commit.Events
        .SelectMany(row => Check(world, commit.After.Process, World.HandoverCodec.ReadEvent(row.Json)));

    static IEnumerable<string> Check(World world, ProcessId handover, HandoverEvent happened) => happened switch
    {
        HandoverEvent.Acknowledged e => CompleteByTheirOwn(world, handover, e),
        HandoverEvent.NoteEdited e => WrittenByTheOutgoing(world, handover, e.View.Note),
        HandoverEvent.Opened e => OnlyThatMonday(world, handover, e.View),
        _ => [],
    };

    // 7: by a 👍 that the incoming primary really gave in that thread, and by nothing else.
    static IEnumerable<string> CompleteByTheirOwn(World world, ProcessId handover, HandoverEvent.Acknowledged happened)
    {
        if (!world.Team.Thumbs.Exists(thumb => thumb.Handover == handover && thumb.By == happened.By))
            yield return $"{handover}: complete by {happened.By.Id}, who gave no 👍.";
        var at = world.Duty.HandoverOf(handover);
        var before = OnItsWay + world.Weather.Skew + world.Weather.Skew;
        if (!world.Duty.IncomingBetween(at, world.Now - before, world.Now + world.Weather.Skew).Contains(happened.By))
            yield return $"{handover}: complete by {happened.By.Id}, who is not the incoming primary.";
        if (world.Now > world.Duty.NextAfter(at) + before)
            yield return $"{handover}: complete after the next one began.";
        if (happened.View is not { Standing: HandoverStanding.Completed standing } || standing.By != happened.By)
            yield return $"{handover}: complete, and its note does not say by whom.";
    }

    // 8: what others write never changes the note.
    static IEnumerable<string> WrittenByTheOutgoing(World world, ProcessId handover, HandoverNote note)
    {
        var at = world.Duty.HandoverOf(handover);
        // Who wrote remarks beforehand may have been replaced by the time it began.
        List<Person> authors = [world.Duty.OutgoingOf(at), world.Duty.OutgoingOf(at, asOf: at.AddMinutes(-6))];
        var byHand = note.Parts.Select(part => part.Content).OfType<SectionContent.ByHand>().Select(content => content.Text);
        foreach (var text in byHand.Concat(note.Remarks is { } remarks ? [remarks.Text] : []))
            if (!authors.Exists(author => text.StartsWith(author.Slack, StringComparison.Ordinal)))
                yield return $"{handover}: somebody else wrote '{text}'.";
    }

    static IEnumerable<string> OnlyThatMonday(World world, ProcessId handover, HandoverView view)
    {
        var local = world.Duty.LocalAt(view.At);
        if (local.DayOfWeek != DayOfWeek.Monday || local.TimeOfDay != TimeSpan.FromHours(10))
            yield return $"{handover}: it is at {local:ddd HH:mm}.";
        if (view.At != world.Duty.HandoverOf(handover))
            yield return $"{handover}: its hour is not that of its date.";
        if (view.Who.Outgoing != world.Duty.OutgoingOf(view.At))
            yield return $"{handover}: {view.Who.Outgoing.Id} does not hand it over.";
    }
}
