using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Handovers.HandoverStory;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Handovers;

public class HandoverNoteTests
{
    static readonly SectionContent Unread = new SectionContent.Unread("GitHub did not answer.");
    static readonly SectionContent None = new SectionContent.Known([], 0);

    [Fact]
    public void What_is_missing_beside_the_lines_of_a_section_is_filled_in_when_it_can_be_read()
    {
        var gap = new SectionContent.Known([new NoteLine("API 5xx")], 1, Gap: "Postmortem drafts could not be read.");
        var whole = gap with { Gap = null };
        OpenedWith(Note.With(NoteSection.OpenIncidents, Unread))
            .Fill(NoteSection.OpenIncidents, gap).Expect<Effect.EditHandoverNote>(edit =>
                Assert.Equal([NoteSection.OpenIncidents], edit.View.Note.Unread))
            .Fill(NoteSection.OpenIncidents, gap).ExpectIgnored(Reason.NothingChanged)
            .Fill(NoteSection.OpenIncidents, Unread).ExpectIgnored(Reason.NothingChanged)
            .Fill(NoteSection.OpenIncidents, whole).Expect<Effect.EditHandoverNote>(edit => Assert.Empty(edit.View.Note.Unread))
            .Fill(NoteSection.OpenIncidents, gap).ExpectIgnored(Reason.NothingChanged);
    }

    [Fact]
    public void A_source_that_comes_back_fills_its_section_in_by_an_edit_also_after_the_ack()
    {
        var story = OpenedWith(Note.With(NoteSection.DeploysInFlight, Unread).With(NoteSection.ClosedOrgs, Unread));
        story.Fill(NoteSection.DeploysInFlight, Unread).ExpectIgnored(Reason.NothingChanged)
            .Fill(NoteSection.DeploysInFlight, None).Expect<Effect.EditHandoverNote>(edit =>
                Assert.Equal([NoteSection.ClosedOrgs], edit.View.Note.Unread))
            .ThumbsUp(Ben).Expect<Effect.EditHandoverNote>().Expect<Effect.TellHandoverComplete>()
            .Fill(NoteSection.ClosedOrgs, None).Expect<Effect.EditHandoverNote>(edit =>
                Assert.Equal(Ben, Assert.IsType<HandoverStanding.Completed>(edit.View.Standing).By))
            .ExpectCompleteBy(Ben);
    }

    [Fact]
    public void What_was_read_once_is_not_read_again() =>
        Opened().Fill(NoteSection.DeploysInFlight, None).ExpectIgnored(Reason.NothingChanged);

    [Fact]
    public void The_outgoing_primary_edits_any_section_and_adds_remarks()
    {
        var story = Opened();
        foreach (var section in Enum.GetValues<NoteSection>())
            story.Edit(Ada, section, $"  see {section}\n").Expect<Effect.EditHandoverNote>();
        story.Remark(Ada, "Mind the fan.").Expect<Effect.EditHandoverNote>();

        Assert.All(story.View.Note.Parts, part => Assert.Equal(
            new SectionContent.ByHand($"see {part.Section}", Actor.Of(Ada), story.Now), part.Content));
        Assert.Equal("Mind the fan.", story.View.Note.Remarks?.Text);
        story.Remark(Ada, "Mind the fan. ").ExpectIgnored(Reason.NothingChanged)
            .Remark(Ada, "").Expect<Effect.EditHandoverNote>(edit => Assert.Null(edit.View.Note.Remarks));
    }

    [Fact]
    public void What_was_written_by_hand_is_not_overwritten_when_the_source_comes_back() =>
        OpenedWith(Note.With(NoteSection.DeploysInFlight, Unread))
            .Edit(Ada, NoteSection.DeploysInFlight, "2.4.0 is rolling out").Expect<Effect.EditHandoverNote>()
            .Fill(NoteSection.DeploysInFlight, None).ExpectIgnored(Reason.NothingChanged);

    [Fact]
    public void Nobody_else_edits_and_the_refusal_is_recorded_and_told_privately()
    {
        foreach (var other in new[] { Ben, Cyd, Lea })
            Opened().AskToEdit(other).Expect<Effect.HintNotEditor>(hint => Assert.Equal((other.Slack, Ada), (hint.OnlyFor, hint.Outgoing)))
                .Edit(other, NoteSection.ClosedOrgs, "all is well").Expect<Effect.HintNotEditor>();
        Opened().AskToEdit(Ada).ExpectIgnored(Reason.Allowed);
    }

    [Fact]
    public void After_the_ack_the_note_is_what_was_acknowledged() => Opened()
        .ThumbsUp(Ben).Expect<Effect.EditHandoverNote>().Expect<Effect.TellHandoverComplete>()
        .Edit(Ada, NoteSection.ClosedOrgs, "one more").Expect<Effect.HintNotEditor>(hint => Assert.True(hint.IsComplete));

    [Fact]
    public void Remarks_can_be_written_beforehand_and_stand_in_the_note_when_it_opens() => Planned()
        .Until("2026-01-09T15:00Z").Expect<Effect.RemindOfHandover>()
        .Remark(Ada, "Mind the fan.").ExpectNothing()
        .Remark(Ben, "Never mind.").Expect<Effect.HintNotEditor>()
        .Until("2026-01-12T08:00Z").Expect<Effect.RemindOfHandover>(reminder => Assert.Equal("Mind the fan.", reminder.Draft.Remarks?.Text))
        .Until(TheMonday).Expect<Effect.PostHandoverNote>(post => Assert.Equal("Mind the fan.", post.View.Note.Remarks?.Text));

    [Fact]
    public void A_text_by_hand_is_cut_to_what_fits() => Opened()
        .Edit(Ada, NoteSection.ClosedOrgs, new string('x', 10_000)).Expect<Effect.EditHandoverNote>(edit => Assert.Equal(
            HandoverNote.MaxTextLength, ((SectionContent.ByHand)edit.View.Note[NoteSection.ClosedOrgs]).Text.Length));

    [Fact]
    public void A_channel_that_is_gone_is_told_directly_once_and_the_note_is_posted_again_each_hour()
    {
        var story = Opened();
        var note = new Effect.PostHandoverNote(story.View);
        story.Refuse(note)
            .Expect<Effect.TellNoteRefused>(told => Assert.Equal(Ada, told.Directly))
            .Expect<Effect.TellNoteRefused>(told => Assert.Equal(Ben, told.Directly))
            .Expect<Effect.TellNoteRefused>(told => Assert.Equal(Lea, told.Directly))
            .After(60.Minutes()).Expect<Effect.PostHandoverNote>()
            .Refuse(note).ExpectNothing()
            .After(60.Minutes()).Expect<Effect.PostHandoverNote>()
            .ExpectIncomplete();

        // The channel is back: from then on it is nudged as ever.
        story.After(60.Minutes()).ExpectNudge(HandoverNudge.TellOthers).ThumbsUp(Ben).ExpectCompleteBy(Ben);
    }

    [Fact]
    public void A_note_that_is_posted_again_in_the_evening_is_asked_about_in_the_morning()
    {
        var story = Opened()
            .After(15.Minutes()).ExpectNudge(HandoverNudge.AskIncoming)
            .After(15.Minutes()).ExpectNudge(HandoverNudge.AskIncoming)
            .After(30.Minutes()).ExpectNudge(HandoverNudge.TellOthers);
        var note = new Effect.PostHandoverNote(story.View);
        story.Refuse(note)
            .Expect<Effect.TellNoteRefused>().Expect<Effect.TellNoteRefused>().Expect<Effect.TellNoteRefused>();
        for (var hour = 12; hour < 18; hour++)
            story.After(60.Minutes()).Expect<Effect.PostHandoverNote>().Refuse(note).ExpectNothing();

        // At 18:00 it is taken.
        story.After(60.Minutes()).Expect<Effect.PostHandoverNote>()
            .Until("2026-01-13T08:00Z").ExpectNudge(HandoverNudge.AskAgain);
    }

    [Fact]
    public void A_channel_that_goes_after_the_note_was_posted_is_told_once_and_the_note_is_not_posted_twice()
    {
        var story = Opened().After(15.Minutes()).ExpectNudge(HandoverNudge.AskIncoming);
        story.Refuse(new Effect.NudgeHandover(story.View, HandoverNudge.AskIncoming, story.Now, story.Now.AddMinutes(15)))
            .Expect<Effect.TellNoteRefused>().Expect<Effect.TellNoteRefused>().Expect<Effect.TellNoteRefused>()
            .After(60.Minutes()).Expect<Effect.NudgeHandover>()
            .Refuse(new Effect.NudgeHandover(story.View, HandoverNudge.TellOthers, story.Now, story.Now.AddMinutes(60))).ExpectNothing()
            .ThumbsUp(Ben).ExpectCompleteBy(Ben);
    }

    static HandoverStory OpenedWith(HandoverNote note) =>
        Planned(start: TheMonday).Begin(note).Expect<Effect.PostHandoverNote>();
}
