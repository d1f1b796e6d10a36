using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests.Rotation;

/// <summary>
/// Overrides and swaps told step by step. The clock moves only when told, and a refusal that nobody expected
/// fails the story at the next step or look.
/// </summary>
sealed class RotationStory(OnCallPolicy policy, string start = "2026-01-06T08:42Z") : IOverrides
{
    readonly RotationCalendar _calendar = Novalien.CalendarOf(policy);
    readonly List<Refusal> _refused = [];

    public static readonly Actor Boss = new("slack:U0LEA", "Lea");

    public DateTimeOffset Now { get; private set; } = At(start);

    public OverrideBook Book { get; private set; } = OverrideBook.Empty;

    public IReadOnlyList<Override> Current => Book.Overrides;

    public OnCallSchedule Schedule => OnCallSchedule.Of(policy, _calendar, Book.Overrides);

    public static RotationStory OfNovalien(string start = "2026-01-06T08:42Z") => new(Novalien.Policy, start);

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static Stretch Primary(Person person, string from, string to) =>
        new(OnCallRole.Primary, person.Id, At(from), At(to));

    public static Stretch Secondary(Person person, string from, string to) =>
        new(OnCallRole.Secondary, person.Id, At(from), At(to));

    public RotationStory Override(Stretch stretch, string why = "holiday") =>
        Do(new RotationCommand.AddOverride(stretch, why, Boss, Now));

    public RotationStory Swap(Stretch first, Stretch second) =>
        Do(new RotationCommand.Swap(first, second, "wedding", Boss, Now));

    public RotationStory Remove(int number) => Do(new RotationCommand.RemoveOverride(number, Boss, Now));

    public RotationStory At10On(int day) => Until($"2026-01-{day:00}T09:00Z");

    public RotationStory Until(string instant)
    {
        Now = At(instant);
        return this;
    }

    public RotationStory ExpectRefused(string name, string text)
    {
        var refusal = Assert.Single(_refused);
        Assert.Equal(name, refusal.Name);
        Assert.Contains(text, refusal.ToString(), StringComparison.Ordinal);
        _refused.Clear();
        return this;
    }

    public RotationStory ExpectOnCall(string instant, Person? primary, Person? secondary)
    {
        Assert.Empty(_refused);
        var shift = Schedule.ShiftAt(At(instant));
        Assert.Equal((primary?.Id, secondary?.Id), (shift.Primary, shift.Secondary));
        return this;
    }

    /// <summary>True when it was accepted.</summary>
    public bool Try(RotationCommand command)
    {
        Do(command);
        var accepted = _refused.Count == 0;
        _refused.Clear();
        return accepted;
    }

    RotationStory Do(RotationCommand command)
    {
        Assert.Empty(_refused);
        var decider = new RotationDecider(policy, _calendar);
        switch (decider.Decide(Book, command))
        {
            case Decision<RotationEvent>.Accept accept:
                Book = accept.Events.Aggregate(Book, decider.Evolve);
                break;
            case Decision<RotationEvent>.Reject reject:
                Assert.NotEmpty(reject.Refusals);
                _refused.AddRange(reject.Refusals);
                break;
            case var other:
                Assert.Fail($"{command} led to {other}.");
                break;
        }

        return this;
    }
}
