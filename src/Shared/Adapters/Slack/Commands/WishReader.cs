using OnCall.Adapters.Text;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;
using static OnCall.Adapters.Slack.Commands.OnCallWish;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>From what somebody typed to what they want, or to everything that keeps it from being understood.</summary>
public sealed class WishReader(OnCallPolicy policy, DateTimeOffset now)
{
    const int MaxTextLength = 2000;
    const int MaxShownLength = 50;

    // "who is on call now?" asks what "who" asks.
    static readonly HashSet<string> Fillers =
        new(["is", "on", "call", "on-call", "oncall", "now", "primary", "secondary"], StringComparer.OrdinalIgnoreCase);

    /// <param name="user">Slack's id of whoever typed it.</param>
    /// <param name="text">As Slack escapes it.</param>
    public OnCallWish Read(string user, string text)
    {
        if (text.Length > MaxTextLength)
            return new NotUnderstood(null, [new Refusal(
                "too-long", "", $"It has {text.Length} characters; say it in at most {MaxTextLength}.")]);

        var words = TypedWords.Of(TypedText.Plain(text, policy));
        var (verb, rest) = (words.First?.ToLowerInvariant() ?? "", words.From(1));
        return verb switch
        {
            "" => new Who(),
            "who" => Only(new Who(), verb, rest.Without(Fillers)),
            "handover" => Only(new Handover(), verb, rest),
            "why" => Only(new Why(), verb, rest),
            "silences" => Only(new ListSilences(), verb, rest),
            "overrides" => Only(new ListOverrides(), verb, rest),
            "noise" => Only(new ListNoise(), verb, rest),
            "triage" => Triage(user, rest),
            "help" => new Help(),
            "drill" => Only(new Drill(), verb, rest),
            "update" => new Update(rest.Text),
            "escalate" => new Escalate(rest.Text),
            "impersonate" => new Impersonate(rest.Text),
            _ when !CommandHelp.Verbs.Contains(verb) => new NotUnderstood(null, [new Refusal(
                "not-understood", "", $"'{Shown(words.First!)}' is none of {string.Join(", ", CommandHelp.Verbs)}.")]),
            _ when Whose(user) is not { } person => new NotAllowed(verb),
            _ => Change(verb, rest, Actor.Of(Whose(user)!)),
        };
    }

    OnCallWish Change(string verb, TypedWords words, Actor by)
    {
        var parts = new WishParts(policy, now);
        var wish = verb switch
        {
            "silence" => Add(SilenceKind.Silence, words, by, parts),
            "noisy" => Add(SilenceKind.Noisy, words, by, parts),
            "lift" => parts.Number(words, "silences") is { } number
                ? new OfSilences(new SilenceCommand.Lift(number, by, now)) : null,
            "report" => ReportReader.Read(words, by, parts),
            "security" => ReportReader.ReadLeak(words, by, parts),
            "override" => Override(words, by, parts),
            "swap" => Swap(words, by, parts),
            "declare" => IncidentByHand(words, by, parts),
            "remove" => parts.Number(words, "overrides") is { } number
                ? new OfRotation(new RotationCommand.RemoveOverride(number, by, now)) : null,
            _ => throw new System.Diagnostics.UnreachableException($"No way to read {verb}."),
        };
        return parts.Refusals.Count == 0 && wish is not null ? wish : new NotUnderstood(verb, parts.Refusals);
    }

    OfSilences Add(SilenceKind kind, TypedWords words, Actor by, WishParts parts)
    {
        var alert = AlertReader.Read(kind, words, parts, now);
        return new OfSilences(new SilenceCommand.Add(kind, alert.Alert, alert.Why, alert.Until, by, now));
    }

    OfRotation? Override(TypedWords words, Actor by, WishParts parts)
    {
        var (what, why) = parts.Because(words);
        return parts.Stretch("", what) is { } stretch
            ? new OfRotation(new RotationCommand.AddOverride(stretch, why, by, now))
            : null;
    }

    OfRotation? Swap(TypedWords words, Actor by, WishParts parts)
    {
        var (what, why) = parts.Because(words);
        if (what.Cut("with") is not var (given, taken))
        {
            parts.Refuse("part-missing", "second", "is missing; behind with, say whose turn is given for it, and when.");
            return null;
        }

        var (first, second) = (parts.Stretch("first.", given), parts.Stretch("second.", taken));
        return first is not null && second is not null
            ? new OfRotation(new RotationCommand.Swap(first, second, why, by, now))
            : null;
    }

    static OnCallWish Triage(string user, TypedWords words) => words.Words.Count <= 2
        ? new OnCallWish.Triage(user, words.Words)
        : new NotUnderstood("triage", [new Refusal(
            "not-understood", "", $"'{Shown(words.From(2).Text)}' means nothing behind triage; write an incident, an org, or both.")]);

    static Declare? IncidentByHand(TypedWords words, Actor by, WishParts parts)
    {
        if (!words.IsEmpty)
            return new Declare(words.Quotation() is ({ } quoted, { IsEmpty: true }) ? quoted : words.Text, by);
        parts.Refuse("what-missing", "what", "is missing; say in a few words what is broken.");
        return null;
    }

    static OnCallWish Only(OnCallWish wish, string verb, TypedWords rest) => rest.IsEmpty
        ? wish
        : new NotUnderstood(verb, [new Refusal(
            "not-understood", "", $"'{Shown(rest.Text)}' means nothing behind {verb}; leave it out.")]);

    Person? Whose(string user) => policy.People.FirstOrDefault(person => person.Slack == user);

    internal static string Shown(string text) => Shortened.To(text, MaxShownLength);
}
