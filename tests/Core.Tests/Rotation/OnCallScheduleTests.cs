using CsCheck;
using OnCall.Core.Rotation;
using static OnCall.Core.Tests.Novalien;
using static OnCall.Core.Tests.Rotation.RotationStory;

namespace OnCall.Core.Tests.Rotation;

public class OnCallScheduleTests
{
    static readonly DateTimeOffset Start = At("2026-01-05T09:00Z"); // a handover

    static readonly OnCallRole[] Roles = [OnCallRole.Primary, OnCallRole.Secondary];

    static readonly Gen<OnCallRole> Role = Gen.Int[0, 1].Select(role => Roles[role]);

    // In steps of six hours, so that many begin and end together, and at handovers.
    static readonly Gen<Stretch> Wish = Gen.Select(Role, Gen.Int[0, 4], Gen.Int[0, 120], Gen.Int[1, 60])
        .Select((role, person, from, hours) => new Stretch(
            role, Novalien.Policy.People[person].Id, Start.AddHours(6 * from), Start.AddHours(6 * (from + hours))));

    static readonly Gen<RotationCommand> Command = Gen.Frequency(
        (6, Wish.Select(wish => (RotationCommand)new RotationCommand.AddOverride(wish, "why", Boss, Start))),
        (2, Gen.Select(Wish, Wish).Select((one, other) => (RotationCommand)new RotationCommand.Swap(one, other, "why", Boss, Start))),
        (2, Gen.Int[1, 12].Select(number => (RotationCommand)new RotationCommand.RemoveOverride(number, Boss, Start))));

    [Theory]
    [InlineData("2026-01-06T12:00Z", "Ada is primary until Wed 2026-01-07 01:00 +01:00: the rotation's turn.")]
    [InlineData("2026-01-07T12:00Z", "Cyd is primary until Thu 2026-01-08 01:00 +01:00: override 1 by Lea (holiday).")]
    [InlineData("2026-01-09T12:00Z", "Ada is primary until Sun 2026-01-11 01:00 +01:00: the rotation's turn.")]
    [InlineData("2026-01-11T12:00Z", "Ben is primary until Mon 2026-01-12 01:00 +01:00: swap 2 with Ada by Lea (wedding).")]
    [InlineData("2026-01-12T00:00Z", "Ada is primary until Mon 2026-01-12 10:00 +01:00: the rotation's turn.")]
    [InlineData("2026-01-12T09:00Z", "Ben is primary until Tue 2026-01-13 01:00 +01:00: the rotation's turn.")]
    public void Who_is_on_call_until_when_and_why(string instant, string sentence)
    {
        var story = OfNovalien()
            .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
            .Swap(Primary(Ada, "2026-01-11T00:00Z", "2026-01-12T00:00Z"), Primary(Ben, "2026-01-13T00:00Z", "2026-01-14T00:00Z"));

        Assert.Equal(sentence, story.Schedule.TurnAt(OnCallRole.Primary, At(instant)).Say(Novalien.Policy, new OnCallZone(Novalien.Policy.Zone)));
    }

    [Fact]
    public void In_a_rotation_of_one_nobody_is_secondary_and_it_is_said()
    {
        var alone = Novalien.Policy with { Rotation = Novalien.Policy.Rotation with { Order = [Ada.Id] } };

        Assert.Equal(
            "Nobody is secondary until Mon 2026-01-12 10:00 +01:00: the rotation has one member only.",
            new RotationStory(alone).Schedule.TurnAt(OnCallRole.Secondary, Start).Say(alone, new OnCallZone(alone.Zone)));
    }

    [Fact]
    public void Whatever_is_accepted_leaves_exactly_one_primary_and_another_secondary_at_every_instant() =>
        Command.List[1, 20].Sample(commands =>
        {
            var story = OfNovalien(start: "2026-01-05T09:00Z");
            foreach (var command in commands)
                story.Try(command);

            foreach (var instant in Instants(story.Book))
            {
                var (primary, secondary) = (story.Schedule.TurnAt(OnCallRole.Primary, instant), story.Schedule.TurnAt(OnCallRole.Secondary, instant));
                var holding = story.Current.Count(one => one.Role == OnCallRole.Primary && one.Holds(instant));
                if (holding > 1 || primary.Person is null || secondary.Person is null || primary.Person == secondary.Person)
                    return false;
            }

            return true;
        }, iter: 300);

    [Fact]
    public void Something_is_accepted_and_something_refused_in_these_worlds()
    {
        var (accepted, refused) = (0, 0);
        Command.List[1, 20].Sample(commands =>
        {
            var story = OfNovalien(start: "2026-01-05T09:00Z");
            foreach (var command in commands)
                _ = story.Try(command) ? Interlocked.Increment(ref accepted) : Interlocked.Increment(ref refused);
        }, iter: 100);

        Assert.True(accepted > 50 && refused > 50, $"{accepted} accepted, {refused} refused");
    }

    [Fact]
    public void Removing_every_override_restores_the_rotation() => Command.List[1, 20].Sample(commands =>
    {
        var story = OfNovalien(start: "2026-01-05T09:00Z");
        foreach (var command in commands)
            story.Try(command);
        var instants = Instants(story.Book).ToList();

        // One may hold up another: without it somebody would be primary and secondary for a while.
        for (var round = 0; round < OverrideBook.MaxKept && story.Current.Count > 0; round++)
            foreach (var number in story.Current.Select(one => one.Number).Distinct().ToList())
                story.Try(new RotationCommand.RemoveOverride(number, Boss, Start));

        var calendar = CalendarOf(Novalien.Policy);
        return story.Current.Count > 0
            ? IsKnot(story)
            : instants.TrueForAll(instant => story.Schedule.ShiftAt(instant) == calendar.ShiftAt(instant));
    }, iter: 300);

    [Fact]
    public void An_override_added_and_removed_leaves_the_answers_as_they_were() =>
        Gen.Select(Command.List[0, 10], Wish).Sample((commands, wish) =>
        {
            var story = OfNovalien(start: "2026-01-05T09:00Z");
            foreach (var command in commands)
                story.Try(command);
            var before = story.Schedule;
            if (!story.Try(new RotationCommand.AddOverride(wish, "why", Boss, Start)))
                return true;
            var instants = Instants(story.Book).ToList();
            story.Remove(story.Book.LastNumber);

            return instants.TrueForAll(instant => Roles.All(role => story.Schedule.TurnAt(role, instant) == before.TurnAt(role, instant)));
        }, iter: 300);

    [Fact]
    public void Until_is_the_first_instant_at_which_the_answer_differs() => Gen.Select(Command.List[1, 20], Role)
        .Sample((commands, role) =>
        {
            var story = OfNovalien(start: "2026-01-05T09:00Z");
            foreach (var command in commands)
                story.Try(command);
            var schedule = story.Schedule;

            foreach (var instant in Instants(story.Book))
            {
                var turn = schedule.TurnAt(role, instant);
                var next = schedule.TurnAt(role, turn.Until);
                var same = Instants(story.Book).Where(other => turn.From <= other && other < turn.Until)
                    .All(other => schedule.TurnAt(role, other) == turn);
                if (!(turn.From <= instant && instant < turn.Until && same)
                    || next.From != turn.Until || (next.Person, next.Why) == (turn.Person, turn.Why))
                    return false;
            }

            return true;
        }, iter: 150);

    // Two that each need the other: each alone would be a double shift. They end by their time.
    static bool IsKnot(RotationStory story) => story.Current.Select(one => one.Number).Distinct().Count() > 1;

    // All instants at which something can change, and the last ones before.
    static IEnumerable<DateTimeOffset> Instants(OverrideBook book) => book.Overrides.SelectMany(one => new[] { one.From, one.To })
        .Concat(Enumerable.Range(0, 9).Select(week => Start.AddDays(7 * week)))
        .Distinct().SelectMany(instant => instant > Start ? new[] { instant.AddTicks(-1), instant } : [instant]);
}
