using OnCall.Adapters.Slack;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>The form of the outgoing primary: what it shows, and what counts as changed when it comes back.</summary>
public class HandoverFormTests
{
    static readonly HandoverNote Note = HandoverNote.Of(section => section switch
    {
        NoteSection.OpenIncidents => new SectionContent.Known([new NoteLine("API 5xx", new Uri("https://example.com/1"))], 12),
        NoteSection.DeploysInFlight => new SectionContent.Unread("GitHub did not answer."),
        NoteSection.NoisyAlerts => new SectionContent.ByHand("the fan\nof rack 2", Actor.Of(Fixture.Ada), Fixture.Start),
        _ => new SectionContent.Known([], 0),
    });

    [Fact]
    public void It_shows_each_section_as_plain_text_and_says_what_could_not_be_read()
    {
        var inputs = Form(Open(Note)).Blocks.OfType<SlackViewBlock.Input>().ToDictionary(input => input.BlockId);

        Assert.Equal("• API 5xx https://example.com/1\n… and 11 more", inputs["OpenIncidents"].Element.InitialValue);
        Assert.Null(inputs["DeploysInFlight"].Element.InitialValue);
        Assert.Equal("Could not be read so far: GitHub did not answer.", inputs["DeploysInFlight"].Hint?.Text);
        Assert.Equal("the fan\nof rack 2", inputs["NoisyAlerts"].Element.InitialValue);
        Assert.Equal("none", inputs["ClosedOrgs"].Element.InitialValue);
        Assert.Null(inputs["Remarks"].Element.InitialValue);
    }

    [Fact]
    public void It_shows_a_lines_other_link_and_says_what_is_missing_beside_the_lines()
    {
        var note = Note.With(NoteSection.OpenIncidents, new SectionContent.Known(
            [new NoteLine("API 5xx", new Uri("https://example.com/1"), More: new NoteLink("postmortem draft", new Uri("https://example.com/2")))],
            1, Gap: "Some drafts could not be read."));
        var input = Form(Open(note)).Blocks.OfType<SlackViewBlock.Input>().Single(input => input.BlockId == "OpenIncidents");

        Assert.Equal("• API 5xx https://example.com/1 (postmortem draft: https://example.com/2)", input.Element.InitialValue);
        Assert.Equal("Some drafts could not be read.", input.Hint?.Text);
    }

    [Fact]
    public void Before_the_handover_only_remarks_can_be_written() => Assert.Equal(
        ["Remarks"],
        Form(new Handover.Awaited(Fixture.Start, Fixture.Start)).Blocks.OfType<SlackViewBlock.Input>().Select(input => input.BlockId));

    [Fact]
    public void What_was_not_touched_is_not_an_edit()
    {
        var form = Send(Form(Open(Note)), []);

        Assert.Equal("2026-06-01", form.Handover);
        Assert.Empty(form.Texts);
        Assert.Null(form.Remarks);
        Assert.Empty(form.Errors);
    }

    [Fact]
    public void What_was_changed_is_also_when_Slack_writes_its_lines_otherwise()
    {
        var form = Send(Form(Open(Note)), new()
        {
            ["NoisyAlerts"] = "the fan\r\nof rack 2\r\n",
            ["DeploysInFlight"] = " 2.4.0 rolls out ",
            ["Remarks"] = "Mind the gap.",
        });

        Assert.Equal([new EditedText(NoteSection.DeploysInFlight, "2.4.0 rolls out")], form.Texts);
        Assert.Equal("Mind the gap.", form.Remarks);
    }

    [Fact]
    public void A_section_that_was_emptied_and_one_that_is_too_long_are_said_at_their_place()
    {
        var form = Send(Form(Open(Note)), new() { ["ClosedOrgs"] = "  ", ["Remarks"] = new string('x', 2001) });

        Assert.Equal("Write what is so, or \"none\".", form.Errors["ClosedOrgs"]);
        Assert.Equal("2001 characters; at most 2000 fit into the note.", form.Errors["Remarks"]);
    }

    [Fact]
    public void A_form_that_is_not_ours_changes_nothing()
    {
        var form = HandoverForm.Read(new SlackInteractionReading.Submitted(
            "U0ADA", HandoverForm.Id, "", new Dictionary<string, string> { ["OpenIncidents"] = "x", ["Remarks"] = "x" }, "V1"));

        Assert.Empty(form.Texts);
        Assert.Null(form.Remarks);
    }

    static SlackView Form(Handover state) => HandoverForm.Of("2026-06-01", state);

    static HandoverForm Send(SlackView view, Dictionary<string, string> changed) => HandoverForm.Read(
        new SlackInteractionReading.Submitted(
            "U0ADA", view.CallbackId, view.PrivateMetadata,
            view.Blocks.OfType<SlackViewBlock.Input>().ToDictionary(
                input => input.BlockId, input => changed.GetValueOrDefault(input.BlockId, input.Element.InitialValue ?? "")),
            "V1"));

    static Handover.Open Open(HandoverNote note) => new(
        new HandoverView(
            Fixture.Start, Fixture.Start, new HandoverParties(Fixture.Ada, Fixture.Ben, null, null), HandoverCover.Outgoing, note,
            new HandoverStanding.Waiting()),
        Fixture.Start.AddMinutes(15));
}
