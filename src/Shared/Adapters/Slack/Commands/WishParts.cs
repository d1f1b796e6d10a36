using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Text;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>Reads the parts of a wish, and collects what is wrong with them, so that it is mended in one go.</summary>
sealed class WishParts(OnCallPolicy policy, DateTimeOffset now)
{
    readonly TypedTimes _times = new(new OnCallZone(policy.Zone));
    readonly List<Refusal> _refusals = [];

    public IReadOnlyList<Refusal> Refusals => _refusals;

    string Known => string.Join(", ", policy.People.Select(one => one.Id));

    /// <summary>What is wanted, and why.</summary>
    public (TypedWords What, string Why) Because(TypedWords words)
    {
        if (words.Cut("because") is var (what, why))
            return (what, why.Text);
        Refuse("why-missing", "because", "is missing; end with the reason, such as: because firmware update.");
        return (words, "");
    }

    public DateTimeOffset? TimeIn(string text, DateTimeOffset after) => _times.Read(text, now, after);

    public int? Number(TypedWords words, string list)
    {
        if (words.Words is [var one] && int.TryParse(
            one.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        Refuse("number-missing", "number", words.IsEmpty
            ? $"is missing; `/oncall {list}` lists them."
            : $"'{WishReader.Shown(words.Text)}' is none; `/oncall {list}` lists them.");
        return null;
    }

    /// <summary>Somebody in a role for a time: "primary lea from tomorrow 9:00 until Friday 14:00".</summary>
    /// <param name="of">Before the field's name: "first." or nothing.</param>
    public Stretch? Stretch(string of, TypedWords words)
    {
        var role = OnCallRoles.All.Where(one => one.Spoken().Equals(words.First, StringComparison.OrdinalIgnoreCase))
            .Select(one => (OnCallRole?)one).FirstOrDefault();
        if (role is null)
            Refuse("role-unknown", $"{of}role", $"'{WishReader.Shown(words.First ?? "")}' is none of "
                + $"{string.Join(", ", OnCallRoles.All.Select(one => one.Spoken()))}; it comes first.");

        var rest = words.From(1);
        var ofTimes = rest.FirstOf(StretchTimes.Words) ?? rest.Words.Count;
        var person = Person(of, rest.Before(ofTimes).Text);
        var times = StretchTimes.Read(of, rest.From(ofTimes), this, now);
        return role is { } known && person is { } who && times is var (from, to)
            ? new Stretch(known, who, from, to)
            : null;
    }

    public void NoTime(string field, string text) => Refuse(
        "no-time", field, $"'{WishReader.Shown(text)}' is no time; {TypedTimes.HowTo}.");

    public void NoLength(string field, string text) => Refuse(
        "no-duration", field, $"'{WishReader.Shown(text)}' is no time to come; {TypedTimes.HowToLast}.");

    public void Refuse(string name, string field, string text) => _refusals.Add(new Refusal(name, field, text));

    // By id, by name, or by a mention, which comes as @id or as @ and Slack's id.
    PersonId? Person(string of, string text)
    {
        var named = text.TrimStart('@');
        var found = policy.People.Where(person => IsCalled(person, named)).ToList();
        if (found.FirstOrDefault(person => Is(person.Id.Value, named)) is { } byId)
            return byId.Id;
        if (found is [var one])
            return one.Id;

        if (text.Length == 0)
            Refuse("person-missing", $"{of}person", $"is missing; say who, one of {Known}.");
        else if (found.Count > 1)
            Refuse("person-ambiguous", $"{of}person",
                $"'{WishReader.Shown(named)}' is the name of {found.Count} people; write one of {string.Join(", ", found.Select(two => two.Id))}.");
        else
            Refuse("person-unknown", $"{of}person", $"nobody in the policy is '{WishReader.Shown(named)}'; known are {Known}.");
        return null;
    }

    static bool IsCalled(Person person, string text) => Is(person.Id.Value, text) || Is(person.Name, text) || Is(person.Slack, text);

    static bool Is(string known, string text) => known.Equals(text, StringComparison.OrdinalIgnoreCase);
}
