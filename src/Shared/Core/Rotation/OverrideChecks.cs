using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Rotation;

/// <summary>Checks one rule after the other and collects what is wrong, so that whoever asked mends it in one go.</summary>
sealed class OverrideChecks(OnCallPolicy policy, DateTimeOffset now)
{
    readonly OnCallZone _zone = new(policy.Zone);
    readonly List<Refusal> _refusals = [];

    public IReadOnlyList<Refusal> Refusals => _refusals;

    /// <summary>"From now" takes a while to type and to arrive. What had been before stays as it was.</summary>
    public Stretch FromNow(Stretch stretch) => stretch.From < now ? stretch with { From = now } : stretch;

    public void Why(string why)
    {
        if (FewWords.WhyNot("why", why, OverrideLimits.MaxWhyLength, "\"holiday\"") is { } refusal)
            _refusals.Add(refusal);
    }

    /// <param name="of">Before the field's name: "first." or nothing.</param>
    public void Stretch(string of, Stretch stretch)
    {
        if (!policy.Knows(stretch.Person))
            Refuse("person-unknown", $"{of}person",
                $"nobody in the policy has the id '{stretch.Person}'; "
                + $"known are {string.Join(", ", policy.People.Select(one => one.Id))}.");

        if (stretch.From >= stretch.To)
            Refuse("empty-time", $"{of}to",
                $"{Show(stretch.To)} is not after {Show(stretch.From)}; give an end that is later than the start.");
        else if (stretch.To <= now)
            Refuse("in-the-past", $"{of}to", $"{Show(stretch.To)} is over; give an end that is to come.");
        else if (stretch.From < now - OverrideLimits.EnteredLateBy)
            Refuse("in-the-past", $"{of}from",
                $"{Show(stretch.From)} is over, and who was on call then stays as it was; start now, at {Show(now)}.");
        else if (stretch.To - stretch.From > OverrideLimits.Longest)
            Refuse("too-long", $"{of}to",
                $"is more than {OverrideLimits.Longest.Days} days after the start; "
                + "make it shorter, or change the rotation's order in the policy.");
        else if (stretch.From > now + OverrideLimits.FurthestAhead)
            Refuse("too-far-ahead", $"{of}from",
                $"{Show(stretch.From)} is more than {OverrideLimits.FurthestAhead.Days} days away; "
                + "set it when it is nearer.");
    }

    public void CanSwap(Exchange exchange, OnCallSchedule schedule)
    {
        if (exchange.First.Person == exchange.Second.Person)
            Refuse("same-person", "second.person", $"is '{exchange.Second.Person}' as well; a swap is between two people.");
        if (exchange.Overlaps && !exchange.ChangesPlaces)
            Refuse("stretches-overlap", "second",
                "overlaps the first; to change places for a while, give two roles and the same time twice.");
        Holds("first", exchange.First, schedule);
        Holds("second", exchange.Second, schedule);
    }

    public void CanRemove(OverrideBook book, int number)
    {
        var standing = book.Overrides.Where(one => one.To > now).Select(one => one.Number).Distinct().ToList();
        if (!standing.Contains(number))
            Refuse("override-unknown", "number", standing.Count == 0
                ? $"there is no override {number} to remove, and no other: the rotation stands as it is."
                : $"no override {number} is in force or to come; there are {string.Join(", ", standing)}.");
    }

    public void Fits(OverrideBook book, IReadOnlyList<Override> added)
    {
        if (book.Overrides.Count + added.Count > OverrideBook.MaxKept)
            Refuse("too-many", "",
                $"{book.Overrides.Count} overrides stand already, of at most {OverrideBook.MaxKept}; "
                + "remove some that are not needed, or change the rotation's order in the policy.");

        foreach (var one in added)
            if (book.Overrides.FirstOrDefault(standing => Overlap(standing, one)) is { } other)
                Refuse("overlaps", "from",
                    $"override {other.Number} has {NameOf(other.Person)} as {other.Role.Spoken()} "
                    + $"from {Show(other.From)} to {Show(other.To)}; remove it first, or choose a time outside it.");
    }

    /// <param name="changed">Only their times are looked at: what else is wrong is not this wish's fault.</param>
    public void NoDoubleShift(OnCallSchedule after, IEnumerable<Override> changed)
    {
        var found = changed.SelectMany(one => after.DoubleShifts(FromNow(one.Stretch).From, one.To));
        if (found.FirstOrDefault() is { } both)
            Refuse("double-shift", "person",
                $"{NameOf(both.Person)} would be primary and secondary at once "
                + $"from {Show(both.From)} to {Show(both.Until)}; change who has the other role then first.");
    }

    static bool Overlap(Override one, Override other) =>
        one.Role == other.Role && one.From < other.To && other.From < one.To;

    void Holds(string field, Stretch given, OnCallSchedule schedule)
    {
        var turns = schedule.Turns(given.Role, given.From, given.To);
        if (turns.FirstOrDefault(turn => turn.Person != given.Person) is not { } turn)
            return;
        var holder = turn.Person is { } other ? NameOf(other) : "nobody";
        Refuse("not-theirs", field,
            $"{NameOf(given.Person)} is not {given.Role.Spoken()} all that time: "
            + $"from {Show(turn.From)} to {Show(turn.Until)} it is {holder}; give only times that are theirs.");
    }

    void Refuse(string name, string field, string text) => _refusals.Add(new Refusal(name, field, text));

    string Show(DateTimeOffset instant) => _zone.Show(instant);

    string NameOf(PersonId person) => policy.Knows(person) ? policy[person].Name : person.Value;
}
