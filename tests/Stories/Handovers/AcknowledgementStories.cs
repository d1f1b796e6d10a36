using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;
using static OnCall.Stories.Handovers.HandoverActs;

namespace OnCall.Stories.Handovers;

/// <summary>"Incoming primary acknowledges with a 👍 in-thread. No handover is considered complete without that ack."</summary>
public class AcknowledgementStories(AzuriteFixture azurite)
{
    [Theory]
    [InlineData("+1")]
    [InlineData("thumbsup")]
    [InlineData("+1::skin-tone-6")]
    public Task The_incoming_primarys_reaction_completes_it_in_any_skin_tone(string emoji) => TellAsync(async story =>
    {
        await story.AfterMinutesAsync(3);
        await story.ReactAsync("ben", emoji);
        ExpectComplete(story, "3 min");
    });

    [Theory]
    [InlineData(":+1:")]
    [InlineData("👍🏽")]
    public Task So_does_a_message_in_the_thread_that_is_a_thumb(string text) => TellAsync(async story =>
    {
        await story.SayAsync("ben", text);
        ExpectComplete(story, "less than a minute");
    });

    [Fact]
    public Task So_does_a_reaction_to_any_message_of_the_thread() => TellAsync(async story =>
    {
        var reply = await story.SayAsync("ada", "The fan in rack 2 is loud.");
        await story.ReactAsync("ben", to: reply);
        ExpectComplete(story, "less than a minute");
    });

    [Fact]
    public Task Other_reactions_words_and_thumbs_elsewhere_do_not() => TellAsync(async story =>
    {
        await story.ReactAsync("ben", "eyes");
        await story.ReactAsync("ben", "-1");
        await story.SayAsync("ben", "looks good :+1: will do later");
        await story.SayAsync("ben", ":+1:", inThread: false);
        await story.ReactAsync("ben", to: await story.SayAsync("cyd", "Lunch?", inThread: false));
        await story.AfterMinutesAsync(14);
        story.ExpectNothingMore();
    });

    [Fact]
    public Task Anyone_elses_thumb_gets_a_private_hint_once_and_completes_nothing() => TellAsync(async story =>
    {
        await story.ReactAsync("ada");
        story.Expect(Place.Ephemeral, "to Ada", "only Ben's 👍 completes this handover");
        await story.SayAsync("ada", ":+1:");
        await story.ReactAsync("lea", to: await story.SayAsync("cyd", "Hello"));
        story.Expect(Place.Ephemeral, "to Lea", "only Ben's 👍");
        await story.AfterMinutesAsync(10);

        await story.ReactAsync("ben");
        ExpectComplete(story, "10 min");
    });

    [Fact]
    public Task A_thumb_whose_event_was_lost_is_read_back_within_five_minutes() => TellAsync(async story =>
    {
        story.Stage.Slack.DropEvents = true;
        await story.ReactAsync("ben");
        await story.AfterMinutesAsync(5);
        ExpectComplete(story, "5 min");
    });

    [Fact]
    public Task A_doubled_event_under_another_id_is_one_ack() => TellAsync(async story =>
    {
        story.Stage.Slack.DoubleEvents = true;
        await story.ReactAsync("ben");
        ExpectComplete(story, "less than a minute");
        await story.ReactAsync("ben", "thumbsup");
        await story.AfterMinutesAsync(30);
    });

    [Fact]
    public Task An_override_while_it_waits_is_said_and_the_new_primarys_earlier_thumb_counts() => TellAsync(async story =>
    {
        await story.ReactAsync("cyd");
        story.Expect(Place.Ephemeral, "to Cyd");
        (await story.PostAsync("api/overrides",
            """{"role":"secondary","person":"lea","to":"2026-01-13T10:00+01:00","why":"Cyd takes over","by":"lea"}""")).Expect(201);
        (await story.PostAsync("api/overrides",
            """{"role":"primary","person":"cyd","to":"2026-01-13T10:00+01:00","why":"Ben is ill","by":"lea"}""")).Expect(201);
        story.Stage.PagerDuty.OnCalls.Put(1, story.Stage.Person("cyd"));
        story.Stage.PagerDuty.OnCalls.Put(2, story.Stage.Person("lea"));
        await story.AfterMinutesAsync(1);
        story.Expect(Place.Edited, "Handover: Ada → Cyd").Expect(Place.Thread, "@Cyd, you are primary now instead of Ben");
        await story.AfterMinutesAsync(4);
        story.Expect(Place.Edited, "Handover complete: Ada → Cyd").Expect(Place.Thread, "Cyd took over");
    });

    [Fact]
    public Task Where_a_handover_stands_can_be_asked() => TellAsync(async story =>
    {
        (await story.GetAsync("api/handovers")).Expect(200,
            ("id", "2026-01-12"), ("standing", "waiting"), ("outgoing", "Ada"), ("incoming", "Ben"), ("covering", "Ada"),
            ("note.0.section", "OpenIncidents"), ("note.0.total", "0"));
        (await story.GetAsync("api/handovers/2026-01-19")).Expect(200, ("standing", "planned"), ("at", "2026-01-19T09:00:00+00:00"));
        (await story.GetAsync("api/handovers/2026-01-13")).Expect(404);
        (await story.GetAsync("api/handovers/monday")).Expect(400).Says(["2026-01-12"]);
        await story.ReactAsync("ben");
        ExpectComplete(story, "less than a minute");
        (await story.GetAsync("api/handovers/2026-01-12")).Expect(200,
            ("standing", "complete"), ("acknowledgedAt", "2026-01-12T09:00:00+00:00"));
    });

    Task TellAsync(Func<Story, Task> tell) => Story.TellFromAsync(azurite, FiveToTen, async story =>
    {
        await story.OpenAsync();
        await tell(story);
    });

    static void ExpectComplete(Story story, string took) => story
        .Expect(Place.Edited, "Handover complete: Ada → Ben", $"{took} after the handover opened")
        .Expect(Place.Thread, "Ben took over with a 👍", $"{took} after the handover opened");
}
