using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>What a swap comes to, as who takes which role when.</summary>
sealed record Exchange(Stretch First, Stretch Second)
{
    /// <summary>Primary and secondary change places for a while: the same time given twice.</summary>
    public bool ChangesPlaces => (First.From, First.To) == (Second.From, Second.To) && First.Role != Second.Role;

    public bool Overlaps => First.From < Second.To && Second.From < First.To;

    public PersonId OtherThan(PersonId person) => person == First.Person ? Second.Person : First.Person;

    public IEnumerable<Stretch> On(OnCallSchedule schedule) => ChangesPlaces
        ? [First with { Person = Second.Person }, Second with { Person = First.Person }]
        : [.. Taken(First, schedule), .. Taken(Second, schedule)];

    // Whoever takes a role while holding the other one leaves that to whom they stand in for.
    IEnumerable<Stretch> Taken(Stretch given, OnCallSchedule schedule)
    {
        var taker = OtherThan(given.Person);
        var left = schedule.Turns(given.Role.Other(), given.From, given.To)
            .Where(turn => turn.Person == taker)
            .Select(turn => new Stretch(
                turn.Role,
                given.Person,
                turn.From > given.From ? turn.From : given.From,
                turn.Until < given.To ? turn.Until : given.To));
        return [given with { Person = taker }, .. left];
    }
}
