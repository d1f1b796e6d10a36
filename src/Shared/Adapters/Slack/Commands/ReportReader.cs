using System.Globalization;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Reports;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>
/// What a customer lost: "org_7f3a lost live view and playback because all cameras are black", "owner@harbour.example lost
/// playback on 3 cameras because …". And that a credential leaked, in free words.
/// </summary>
static class ReportReader
{
    const string Security = "security";
    const int MaxLeakLength = 300;

    const string HowToLose = "say live view, playback, or live view and playback; and on 3 cameras, where it is not the whole org";

    // What people write around it.
    static readonly HashSet<string> Fillers = new(
        ["and", "both", "on", "of", "for", "in", "the", "their", "whole", "entire", "org", "all", "total", "camera", "cameras",
            "live", "view", "live-view", "liveview", "playback"],
        StringComparer.OrdinalIgnoreCase);

    public static OnCallWish? Read(TypedWords words, Actor by, WishParts parts)
    {
        if (Security.Equals(words.First, StringComparison.OrdinalIgnoreCase))
            return ReadLeak(words.From(1), by, parts);

        var (what, said) = words.Cut("because") is var (before, after) ? (before, after.Text) : (words, "");
        if (said.Length == 0)
            parts.Refuse("words-missing", "because", "is missing; end with what the customer says, such as: because all cameras are black since 9.");
        var (named, lost) = what.Cut("lost") is var (left, right) ? (left, right) : (what, TypedWords.Of(""));
        var org = OrgReference.Read(named.Text);
        if (org is null)
            parts.Refuse("org-missing", "org", named.IsEmpty
                ? "is missing; the org's id or its owner's e-mail comes first."
                : $"'{WishReader.Shown(named.Text)}' is neither an org's id nor an e-mail; it comes first, and lost comes behind it.");
        var loss = LossIn(lost, parts);
        return org is { } known && loss is not null ? new OnCallWish.OfReport(new ToldLoss(known, loss, said, by)) : null;
    }

    public static OnCallWish.OfLeak? ReadLeak(TypedWords words, Actor by, WishParts parts)
    {
        if (words.IsEmpty)
            parts.Refuse("what-missing", "what", "is missing; say what leaked and where, such as: API key of the cloud found in a public repository.");
        else if (words.Text.Length > MaxLeakLength)
            parts.Refuse("what-too-long", "what", string.Create(CultureInfo.InvariantCulture,
                $"has {words.Text.Length} characters; say it in at most {MaxLeakLength}."));
        else
            return new OnCallWish.OfLeak(words.Text, by);
        return null;
    }

    static Loss? LossIn(TypedWords words, WishParts parts)
    {
        var strange = words.Words.Where(word => !Fillers.Contains(Bare(word)) && NumberIn(word) is null).ToList();
        if (strange.Count > 0)
        {
            parts.Refuse("not-understood", "lost", $"'{WishReader.Shown(string.Join(' ', strange))}' means nothing behind lost; {HowToLose}.");
            return null;
        }

        var cameras = words.Words.Select(NumberIn).FirstOrDefault(number => number is not null);
        if (LostIn(words) is { } lost)
            return new Loss(lost, cameras);
        parts.Refuse("lost-missing", "lost", $"is missing; {HowToLose}.");
        return null;
    }

    static LostView? LostIn(TypedWords words)
    {
        var (live, playback) = (Says(words, "live", "live-view", "liveview"), Says(words, "playback"));
        return Says(words, "both") || (live && playback) ? LostView.Both
            : live ? LostView.LiveView
            : playback ? LostView.Playback
            : null;
    }

    static bool Says(TypedWords words, params ReadOnlySpan<string> any)
    {
        foreach (var word in words.Words)
            foreach (var one in any)
                if (Bare(word).Equals(one, StringComparison.OrdinalIgnoreCase))
                    return true;
        return false;
    }

    static string Bare(string word) => word.Trim(',', '.', ';', ':');

    static int? NumberIn(string word) =>
        int.TryParse(Bare(word), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
