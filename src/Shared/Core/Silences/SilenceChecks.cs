using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Text;

namespace OnCall.Core.Silences;

/// <summary>Collects all that is wrong with what somebody asked for, so that they mend it in one go.</summary>
/// <param name="book">As of now: what is due is lifted in it.</param>
sealed class SilenceChecks(OnCallPolicy policy, SilenceBook book, DateTimeOffset now)
{
    readonly OnCallZone _zone = new(policy.Zone);
    readonly List<Refusal> _refusals = [];

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public void CanAdd(SilenceCommand.Add add)
    {
        Written("alert", add.Alert, SilenceLimits.MaxAlertLength, "\"Gateway berlin-03 flaps\"");
        Written("why", add.Why, SilenceLimits.MaxWhyLength, "\"firmware update until Thursday\"");
        End(add.Kind, add.Until);
        IsNew(add);
        CanBeSilenced(add);
        if (book.Open.Count >= SilenceBook.MaxKept)
            Refuse("too-many", "",
                $"{book.Open.Count} silences and noisy alerts stand already, of at most {SilenceBook.MaxKept}; "
                + "lift some that are not needed any more.");
    }

    public void CanLift(int number)
    {
        if (book.Open.Any(known => known.Number == number))
            return;
        if (book.Lifted.FirstOrDefault(lifted => lifted.Known.Number == number) is { } before)
            Refuse("already-lifted", "number",
                $"{before.Known.Kind.Spoken()} {number} was lifted by {before.By.Name} on {_zone.Show(before.At)}; "
                + "nothing is left to do.");
        else
            Refuse("silence-unknown", "number", book.Open.Count == 0
                ? $"there is no silence {number} to lift, and no other: nothing is silenced or known to be noisy."
                : $"no silence {number} stands; there are {string.Join(", ", book.Open.Select(one => one.Number))}.");
    }

    void Written(string field, string text, int maxLength, string example)
    {
        if (FewWords.WhyNot(field, text, maxLength, example) is { } refusal)
            _refusals.Add(refusal);
    }

    void End(SilenceKind kind, DateTimeOffset? until)
    {
        if (until is not { } end)
        {
            if (kind == SilenceKind.Silence)
                Refuse("end-missing", "until",
                    "is missing; a silence must end: "
                    + $"say when, at most {SilenceLimits.LongestSilence.Days} days from now.");
        }
        else if (end <= now)
            Refuse("in-the-past", "until", $"{_zone.Show(end)} is over; give an end that is to come.");
        else if (kind == SilenceKind.Silence && end > now + SilenceLimits.LongestSilence)
            Refuse("too-long", "until",
                $"{_zone.Show(end)} is more than {SilenceLimits.LongestSilence.Days} days away; "
                + "make it shorter, and set it again if it is still needed then.");
        else if (end > now + SilenceLimits.FurthestEnd)
            Refuse("too-far-ahead", "until",
                $"{_zone.Show(end)} is more than {SilenceLimits.FurthestEnd.Days} days away; "
                + "leave it out, and lift it when it is over.");
    }

    // One may be both: silenced for a night, and known to be noisy after it.
    void IsNew(SilenceCommand.Add add)
    {
        if (book.Open.FirstOrDefault(known => known.Kind == add.Kind && known.IsAbout(add.Alert)) is { } same)
            Refuse("already-there", "alert",
                $"{same.Kind.Spoken()} {same.Number} by {same.By.Name} stands for it already"
                + (same.Until is { } until ? $", until {_zone.Show(until)}" : "")
                + "; lift that one first, or leave it as it is.");
    }

    void CanBeSilenced(SilenceCommand.Add add)
    {
        if (add.Kind == SilenceKind.Silence && NeverSilenced.WhyNot(add.Alert) is { } why)
            Refuse("never-silenced", "alert", why);
    }

    void Refuse(string name, string field, string text) => _refusals.Add(new Refusal(name, field, text));
}
