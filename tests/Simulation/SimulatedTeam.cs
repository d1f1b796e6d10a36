using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>
/// The people of a handover: who gives a 👍, who takes over at the last minute, who writes into the note and who tries to.
/// </summary>
sealed class SimulatedTeam(World world)
{
    readonly Dictionary<ProcessId, string> _notes = [];

    /// <summary>Every 👍 that was really given, in order.</summary>
    public List<GivenThumb> Thumbs { get; } = [];

    /// <summary>What was written, and what came of it. Of those that got an answer.</summary>
    public List<(ProcessId Handover, Person By, Step Step, bool WasOutgoing)> Edits { get; } = [];

    public void LiveThrough(IEnumerable<DateTimeOffset> handovers)
    {
        foreach (var at in handovers)
        {
            var handover = world.Duty.ProcessOf(at);
            if (world.Chance.Happens(0.25))
                ScheduleAt(at + world.Chance.Between(-300, 3600), () => Override(handover));
            if (world.Chance.Happens(0.2))
                ScheduleAt(at - world.Chance.Between(360, 3 * 24 * 3600), () => Edit(handover, world.Duty.OutgoingOf(at)));
        }
    }

    /// <summary>The note stands in the channel.</summary>
    public void See(EffectId note)
    {
        var handover = note.Process;
        _notes[handover] = note.ToString();
        if (world.Chance.Happens(0.85))
            After(SomeTime(), () => Give(handover, Incoming(handover)));
        foreach (var person in world.Duty.People)
            if (world.Chance.Happens(0.2))
                After(world.Chance.Between(5, 3600), () => Give(handover, person));
        if (world.Chance.Happens(0.3))
            After(world.Chance.Between(30, 3600), () => Edit(handover, world.Duty.OutgoingOf(world.Duty.HandoverOf(handover))));
        if (world.Chance.Happens(0.3))
            After(world.Chance.Between(30, 3600), () => Edit(handover, Anybody()));
    }

    // At the latest a minute before, or while it is open. The new one acknowledges too, most of the time.
    void Override(ProcessId handover)
    {
        var person = Anybody();
        var until = world.Duty.NextAfter(world.Now + TimeSpan.FromMinutes(10));
        var taken = world.Duty.Take(
            person, world.Now, world.Chance.Happens(0.7) ? until : world.Now + world.Chance.Between(600, 7200));
        world.Timeline.Tell($"{handover} {person.Id} is primary until {taken.To:dd HH:mm:ss}");
        if (world.Chance.Happens(0.8))
            After(SomeTime(), () => Give(handover, Incoming(handover)));
    }

    void Give(ProcessId handover, Person by)
    {
        if (!_notes.TryGetValue(handover, out var note) || world.Outages.IsDown(Part.Channel, world.Now))
            return;
        var thumb = new GivenThumb(handover, note, $"{note}+{Thumbs.Count}", by, world.Now);
        var way = world.Chance.Number(3);
        if (way == 0)
            thumb = thumb with { Message = note };
        Thumbs.Add(thumb);
        world.Timeline.Tell($"{handover} {by.Id} gives a 👍{(way == 2 ? " as a message" : way == 1 ? " to a reply" : "")}");
        new SlackEvents(world).Send(thumb, thread: way == 2 ? note : null);
    }

    void Edit(ProcessId handover, Person by)
    {
        if (world.AnyWorker() is not { } worker)
            return;
        Step? step = null;
        var wasOutgoing = by == world.Duty.OutgoingOf(world.Duty.HandoverOf(handover));
        var text = $"{by.Slack} writes at {world.Now:O}";
        var edited = new EditedText((NoteSection)world.Chance.Number(4), text);
        World.RunIn(
            worker,
            async () => step = await worker.Engine.Desk.EditAsync(
                handover.Id, by.Slack, [edited], world.Chance.Happens(0.5) ? text : null, CancellationToken.None),
            failed =>
            {
                if (failed is null)
                    Edits.Add((handover, by, step!, wasOutgoing));
            });
    }

    Person Incoming(ProcessId handover) =>
        world.Duty.PrimaryAt(Later(world.Now, world.Duty.HandoverOf(handover)));

    Person Anybody() => world.Duty.People[world.Chance.Number(world.Duty.People.Count)];

    TimeSpan SomeTime() => world.Chance.Happens(0.8) ? world.Chance.Between(5, 25 * 60) : world.Chance.Between(5, 8 * 3600);

    void After(TimeSpan time, Action act) => world.Timeline.Schedule(time, act);

    void ScheduleAt(DateTimeOffset at, Action act)
    {
        if (at > world.Now)
            After(at - world.Now, act);
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <param name="Note">The receipt of the note in whose thread it was given.</param>
/// <param name="Message">The receipt of what it was given to, or of the message that is one.</param>
sealed record GivenThumb(ProcessId Handover, string Note, string Message, Person By, DateTimeOffset At);
