using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Handovers;

/// <summary>What a handover's step comes to, once the rules say that it is taken.</summary>
public sealed class HandoverSteps(OnCallPolicy policy, HandoverTimes times, HandoverRoster roster)
{
    /// <summary>Nobody needs more hints than there are people, and the state must stay small.</summary>
    const int MaxHinted = 50;

    const string NotReadYet = "It was not read yet.";

    public HandoverEvent Reminded(Handover.Awaited awaited, DateTimeOffset due, HandoverCommand.Remind remind) =>
        new HandoverEvent.Reminded(
            due, awaited.At, roster.At(awaited.At, remind.Now), remind.Draft with { Remarks = awaited.Remarks }, remind.Now);

    public HandoverEvent Begun(Handover.Awaited awaited, HandoverCommand.Begin begin) =>
        NotHeld(awaited, begin.Now) ?? Opened(awaited, begin.Note, begin.Unfinished, begin.Now);

    public HandoverEvent BegunAlone(Handover.Awaited awaited, DateTimeOffset now) =>
        NotHeld(awaited, now)
        ?? Opened(awaited, HandoverNote.Of(_ => new SectionContent.Unread(NotReadYet)), unfinished: null, now);

    /// <summary>Its next deadline has passed.</summary>
    public IReadOnlyList<HandoverEvent> Due(Handover.Open open, DateTimeOffset now)
    {
        if (times.IsOvertaken(open, now))
            return [new HandoverEvent.Overtaken(open.View with { Standing = new HandoverStanding.NeverAcknowledged(now) }, now)];

        var changed = IncomingNow(open.View, now);
        return [.. Some(changed), SaidAgain(open, changed?.View ?? open.View, now)];
    }

    /// <summary>Null while the incoming primary is whom the note names.</summary>
    public HandoverEvent.IncomingChanged? IncomingNow(HandoverView view, DateTimeOffset now)
    {
        var who = roster.At(view.At, now) with { Outgoing = view.Who.Outgoing };
        return who.Incoming.Id == view.Who.Incoming.Id
            ? null
            : new HandoverEvent.IncomingChanged(view with { Who = who }, view.Who.Incoming, now);
    }

    /// <summary>Empty when there is nothing more to say to whoever gave it.</summary>
    public IReadOnlyList<HandoverEvent> Thumb(Handover.Open open, HandoverCommand.ThumbsUp thumb)
    {
        var changed = IncomingNow(open.View, thumb.Now);
        var view = changed?.View ?? open.View;
        if (thumb.SlackUser != view.Who.Incoming.Slack)
            return open.Hinted.Contains(thumb.SlackUser) || open.Hinted.Count >= MaxHinted
                ? []
                : [.. Some(changed), new HandoverEvent.ThumbNotCounted(thumb.SlackUser, view.Who.Incoming, thumb.Now)];

        // Slack dates it, and Slack's clock need not agree with ours.
        var at = thumb.At < view.OpenedAt ? view.OpenedAt : thumb.At > thumb.Now ? thumb.Now : thumb.At;
        var complete = view with { Standing = new HandoverStanding.Completed(view.Who.Incoming, at) };
        return [.. Some(changed), new HandoverEvent.Acknowledged(complete, view.Who.Incoming, thumb.Now)];
    }

    HandoverEvent SaidAgain(Handover.Open open, HandoverView view, DateTimeOffset now)
    {
        if (open.Posting == NotePosting.Refused)
            return new HandoverEvent.PostedAgain(view, times.NextNudgeAfterPosting(open.Nudges, now), now);

        var nudges = times.NudgesBy(view, open.Nudges, now);
        return new HandoverEvent.Nudged(
            view, nudges, times.Meaning(nudges), times.NextNudge(view.OpenedAt, nudges, now), now);
    }

    static IEnumerable<HandoverEvent> Some(HandoverEvent? happened) => happened is null ? [] : [happened];

    /// <summary>"The outgoing primary edits": null for them while there is something to edit.</summary>
    public HandoverEvent.EditNotAllowed? EditRefusal(Handover handover, string slackUser, DateTimeOffset now)
    {
        var outgoing = handover switch
        {
            Handover.Awaited awaited => roster.At(awaited.At, now).Outgoing,
            Handover.Open open => open.View.Who.Outgoing,
            Handover.Complete complete => complete.View.Who.Outgoing,
            _ => throw new System.Diagnostics.UnreachableException($"Nobody edits {handover}."),
        };
        return handover is Handover.Complete || outgoing.Slack != slackUser
            ? new HandoverEvent.EditNotAllowed(slackUser, outgoing, handover is Handover.Complete, now)
            : null;
    }

    /// <summary>Null when it says what stands there already.</summary>
    public HandoverEvent? Edited(Handover handover, HandoverCommand.Edit edit)
    {
        if (handover is Handover.Awaited awaited)
        {
            var author = roster.At(awaited.At, edit.Now).Outgoing;
            return edit.Remarks is { } text && text.Trim() != (awaited.Remarks?.Text ?? "")
                ? new HandoverEvent.Remarked(new Remarks(Cut(text), Actor.Of(author), edit.Now), edit.Now)
                : null;
        }

        var view = ((Handover.Open)handover).View;
        var by = Actor.Of(view.Who.Outgoing);
        var note = edit.Texts.Where(one => Cut(one.Text).Length > 0).Aggregate(view.Note, (before, one) =>
            before.With(one.Section, new SectionContent.ByHand(Cut(one.Text), by, edit.Now)));
        if (edit.Remarks is { } remarks && Cut(remarks) != (view.Note.Remarks?.Text ?? ""))
            note = note with { Remarks = Cut(remarks).Length == 0 ? null : new Remarks(Cut(remarks), by, edit.Now) };
        return ReferenceEquals(note, view.Note)
            ? null
            : new HandoverEvent.NoteEdited(view with { Note = note }, view.Who.Outgoing, edit.Now);
    }

    /// <summary>Null when no source has answered that did not before.</summary>
    public static HandoverEvent.SectionsFilled? Filled(HandoverView view, HandoverCommand.Fill fill)
    {
        var found = fill.Parts.Where(part => part.Content.SaysMoreThan(view.Note[part.Section])).ToList();
        var note = found.Aggregate(view.Note, (before, part) => before.With(part.Section, part.Content));
        return found.Count == 0
            ? null
            : new HandoverEvent.SectionsFilled(view with { Note = note }, [.. found.Select(part => part.Section)], fill.Now);
    }

    public HandoverEvent NoteRefused(Handover.Open open, HandoverCommand.Refuse refuse)
    {
        var isPosted = refuse.Effect is Effect.NudgeHandover && open.Posting != NotePosting.Refused;
        return new HandoverEvent.NoteRefused(
            open.View, refuse.Why, IsNews: open.Posting == NotePosting.Sent,
            isPosted ? times.NextNudgeAfterPosting(open.Nudges, refuse.Now) : refuse.Now + policy.Handover.ThenEvery, refuse.Now)
        {
            IsPosted = isPosted,
        };
    }

    // A week late, another handover has taken its place; and a policy that was changed may hand over on another day.
    HandoverEvent? NotHeld(Handover.Awaited awaited, DateTimeOffset now) =>
        !times.IsHandover(awaited.At) ? new HandoverEvent.CalledOff(awaited.At, now)
        : now >= times.Next(awaited.At) ? new HandoverEvent.Missed(awaited.At, now)
        : null;

    HandoverEvent.Opened Opened(
        Handover.Awaited awaited, HandoverNote note, UnfinishedHandover? unfinished, DateTimeOffset now) =>
        new HandoverEvent.Opened(
            new HandoverView(
                awaited.At, now, roster.At(awaited.At, now), policy.Handover.UntilAcknowledged,
                note with { Remarks = awaited.Remarks }, new HandoverStanding.Waiting(), unfinished),
            times.NextNudge(now, nudges: 0, now),
            now);

    static string Cut(string text) =>
        text.Trim() is { Length: > HandoverNote.MaxTextLength } long_ ? long_[..HandoverNote.MaxTextLength] : text.Trim();
}
