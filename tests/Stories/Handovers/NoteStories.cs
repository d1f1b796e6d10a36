using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Slack;
using OnCall.Stories.Fixtures;
using static OnCall.Stories.Handovers.HandoverActs;

namespace OnCall.Stories.Handovers;

/// <summary>"Outgoing primary posts a handover note in #novavms-oncall."</summary>
public class NoteStories(AzuriteFixture azurite)
{
    const string Cloud = "novalien/novavms-cloud";

    [Fact]
    public Task On_Friday_at_four_the_outgoing_primary_is_reminded_with_the_draft_and_may_add_remarks() =>
        Story.TellFromAsync(azurite, At("2026-01-09T14:58Z"), async story =>
        {
            await story.AfterMinutesAsync(2);
            story.Expect(Place.DirectMessage, "to Ada", "Your handover to Ben is due", "Deploys in flight", "none");
            var reminder = story.Stage.Slack.Messages.Single(message => message.IsDirect);
            await story.PressEditAsync("ada", on: reminder);
            Assert.True((await story.SubmitAsync(("Remarks", "Mind the fan."))).WasTaken());
            (await story.GetAsync("api/handovers/2026-01-12")).Expect(200, ("standing", "planned"), ("remarks", "Mind the fan."));
        });

    [Fact]
    public Task The_note_names_open_incidents_deploys_in_flight_noisy_alerts_silences_that_lift_and_closed_orgs() =>
        Story.TellFromAsync(azurite, FiveToTen, async story =>
        {
            var stage = story.Stage;
            await story.PageAsync("Search answers slowly");
            story.Expect(Place.Channel, "Incident declared");
            await story.AcknowledgeAsync("ada");
            story.ExpectAcknowledged("Ada");
            stage.GitHub.Finish(stage.GitHub.Deploy("novalien/novavms-cloud", "beta", "v2.3.1", "ada").Id);
            stage.GitHub.Deploy("novalien/novavms-gateway", "alpha", "v1.9.0", "ben");
            stage.GitHub.Finish(stage.GitHub.Deploy("novalien/novavms-cloud", "production", "v2.3.0", "ada").Id);
            stage.NovaVms.AddOrg("org_7f3a", "Harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
            stage.NovaVms.AddOrg("org_11c0", "Old Mill", "owner@oldmill.example", allowsImpersonation: true);
            (await story.PostAsync("api/silences",
                """{"alert":"disk of node 7","kind":"silence","why":"it is replaced","for":"1.00:00:00","by":"ada"}""")).Expect(201);
            (await story.PostAsync("api/silences",
                """{"alert":"slow search at night","kind":"noisy","why":"reindexing","by":"ada"}""")).Expect(201);
            story.Expect(Place.OnCallChannel, "Silenced until");

            await story.AfterMinutesAsync(5);
            story.Expect(Place.OnCallChannel,
                "Search answers slowly: acknowledged by Ada, open for 5 min",
                "alpha: novavms-gateway v1.9.0, in progress, by ben",
                "beta: novavms-cloud v2.3.1, live, by ada",
                "disk of node 7: silenced (it is replaced), lifts",
                "slow search at night: known to be noisy (reindexing)",
                "Harbour Logistics (org_7f3a)");
            var note = story.Stage.Slack.Render(story.Note());
            Assert.DoesNotContain("production", note, StringComparison.Ordinal);
            Assert.DoesNotContain("Old Mill", note, StringComparison.Ordinal);
            Assert.DoesNotContain("none", note, StringComparison.Ordinal);
        });

    [Fact]
    public Task The_outgoing_primary_edits_any_section_visibly_and_nobody_else_does() => Story.TellFromAsync(azurite, FiveToTen, async story =>
    {
        await story.OpenAsync();
        await story.PressEditAsync("ben");
        story.Expect(Place.Ephemeral, "to Ben", "Only Ada, the outgoing primary, edits this note");
        Assert.Empty(story.Stage.Slack.Views);

        await story.PressEditAsync("ada");
        Assert.False((await story.SubmitAsync(("DeploysInFlight", " "))).WasTaken());
        await story.SubmitAsync(("DeploysInFlight", "2.4.0 rolls out <tonight>"), ("Remarks", "Mind the fan."));
        story.Expect(Place.Edited, "2.4.0 rolls out <tonight>", "edited by Ada, 10:00", "*Remarks*\nMind the fan.");
        Assert.Empty(story.Stage.Slack.Views);
    });

    [Fact]
    public Task What_a_source_did_not_say_is_never_none_and_is_filled_in_when_it_comes_back() => Story.TellFromAsync(azurite, FiveToTen, async story =>
    {
        story.Stage.GitHub.GoDown();
        await story.AfterMinutesAsync(5);
        story.Expect(Place.OnCallChannel, "*Deploys in flight*\n⚠️ could not be read: GitHub failed with 503");
        await story.AfterMinutesAsync(9);
        story.Stage.GitHub.ComeBack();
        story.Stage.GitHub.Deploy("novalien/novavms-cloud", "alpha", "v2.4.0", "ben");
        await story.AfterMinutesAsync(1);
        story.Expect(Place.Edited, "alpha: novavms-cloud v2.4.0, in progress, by ben");
    });

    [Fact]
    public Task The_note_links_the_postmortem_draft_of_an_open_incident() => Story.TellFromAsync(azurite, FiveToTen, async story =>
    {
        await PagedAsync(story);
        await story.AfterMinutesAsync(5);
        story.Expect(Place.OnCallChannel,
            "Search answers slowly: acknowledged by Ada, open for 5 min",
            $"postmortem draft (https://github.com/{Cloud}/blob/main/{DraftOf(story)})");
    });

    [Fact]
    public Task When_the_folder_of_the_drafts_cannot_be_read_the_incidents_still_stand_there_and_the_links_come_later() =>
        Story.TellFromAsync(azurite, FiveToTen, async story =>
        {
            await PagedAsync(story);
            story.Stage.GitHub.GoDown();
            await story.AfterMinutesAsync(5);
            story.Expect(Place.OnCallChannel,
                "Search answers slowly: acknowledged by Ada, open for 5 min",
                "⚠️ Postmortem drafts could not be read: GitHub failed with 503 ServiceUnavailable about novalien/novavms-cloud.");
            (await story.GetAsync("api/handovers")).Expect(200, ("note.0.total", "1"), ("note.0.why",
                "Postmortem drafts could not be read: GitHub failed with 503 ServiceUnavailable about novalien/novavms-cloud."));

            story.Stage.GitHub.ComeBack();
            await story.AfterMinutesAsync(1);
            story.Expect(Place.Edited, "postmortem draft (https://github.com/", "open for 6 min");
            Assert.DoesNotContain("could not be read", story.Stage.Slack.Render(story.Note()), StringComparison.Ordinal);
        });

    [Fact]
    public Task A_channel_that_is_gone_is_told_to_those_concerned_and_the_note_comes_when_it_is_back() => Story.TellFromAsync(azurite, FiveToTen, async story =>
    {
        var channel = story.Stage.Policy.Channels.OnCall.Id;
        story.Stage.Slack.Close(channel, "is_archived");
        await story.AfterMinutesAsync(5);
        story.Expect(Place.DirectMessage, "to Ada", "could not be posted", "is_archived: unarchive the channel", "Until then Ada stays responsible")
            .Expect(Place.DirectMessage, "to Ben", "could not be posted")
            .Expect(Place.DirectMessage, "to Lea", "could not be posted");

        await story.AfterMinutesAsync(60);
        story.ExpectNothingMore();
        story.Stage.Slack.Reopen(channel);
        await story.AfterMinutesAsync(60);
        story.Expect(Place.OnCallChannel, "Handover: Ada → Ben");
        await story.ReactAsync("ben");
        story.Expect(Place.Edited, "Handover complete").Expect(Place.Thread, "Ben took over");
    });

    [Fact]
    public Task While_Slack_is_away_nudges_that_were_overtaken_are_not_made_up_for() => Story.TellFromAsync(azurite, FiveToTen, async story =>
    {
        await story.OpenAsync();
        story.Stage.Slack.GoDown();
        await story.AfterMinutesAsync(40);
        story.Stage.Slack.ComeBack();
        await story.AfterMinutesAsync(5);
        story.Expect(Place.Thread, "since 30 min");
    });

    static string DraftOf(Story story) => $"docs/postmortems/2026-01-12-{story.Incident!.Id}-slow-search.md";

    // Ada has it, and has begun to write it down.
    static async Task PagedAsync(Story story)
    {
        await story.PageAsync("Search answers slowly");
        story.Expect(Place.Channel, "Incident declared");
        await story.AcknowledgeAsync("ada");
        story.Expect(Place.PagerDuty, "acknowledged by Ada").Expect(Place.Thread, "Ada has it").Expect(Place.Edited, "Ada has it");
        story.Stage.GitHub.Write(Cloud, DraftOf(story), "# Search answered slowly");
    }
}

static class SlackAnswers
{
    /// <summary>The form is closed, and not sent back to be mended.</summary>
    public static bool WasTaken(this SlackAnswered answer) => !answer.Body.Contains("errors", StringComparison.Ordinal);
}
