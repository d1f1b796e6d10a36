using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Incidents;

/// <summary>The runbook's sentences about a page, end to end.</summary>
public class EscalationStories(AzuriteFixture azurite)
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    static readonly string[] EverybodyAbove = ["Ben", "Lea", "Tom"];
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public Task An_incident_is_declared_with_start_time_what_paged_and_hypothesis() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync("Cloud API answers 5xx");
        story.Expect(Place.Channel, "Incident declared", "Cloud API answers 5xx", "Started* 09:42", "Hypothesis* unknown", "@Ada", "Ben");
    });

    [Fact]
    public Task Secondary_takes_over_if_primary_does_not_ack_within_15_minutes() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");

        await story.AfterAsync(Quarter - Millisecond);
        story.ExpectNobodyOnline("Ada").ExpectNothingMore();

        await story.AfterAsync(Millisecond);
        story.ExpectPaging("Ben", level: 2);
        await story.AcknowledgeAsync("ben");
        story.ExpectAcknowledged("Ben").Expect(Place.Thread, "@Ben", "no word outward yet");

        await story.ResolveAsync("ben");
        story.ExpectResolved("Ben");
        await story.AfterMinutesAsync(60);
    });

    [Fact]
    public Task Primary_then_secondary_then_engineering_lead_then_CTO() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterAsync(Quarter);
        story.ExpectNobodyOnline("Ada").ExpectPaging("Ben", level: 2);
        await story.AfterAsync(Quarter);
        story.ExpectPaging("Lea", level: 3);
        await story.AfterAsync(Quarter);
        story.ExpectPaging("Tom", level: 4);
        await story.AfterAsync(Quarter);
        story.Expect(Place.Thread, "Tom").Expect(Place.Edited, "Nobody has acknowledged");
        await story.AfterMinutesAsync(120);
    });

    [Fact]
    public Task An_ack_in_time_stops_the_escalation_timer() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterAsync(Quarter - Millisecond);
        story.ExpectNobodyOnline("Ada");
        await story.AcknowledgeAsync("ada");
        story.ExpectAcknowledged("Ada");

        // The quarter of an hour is over: somebody has it, and is asked for a word outward, and nobody else is paged.
        await story.AfterMinutesAsync(10);
        story.Expect(Place.Thread, "@Ada", "no word outward yet");
    });

    [Fact]
    public Task After_resolve_nothing_more_happens_ever() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterAsync(Quarter - Millisecond);
        story.ExpectNobodyOnline("Ada");
        await story.ResolveAsync("ada");
        story.ExpectResolved("Ada");

        await story.AfterMinutesAsync(240);
    });

    [Fact]
    public Task Slack_being_down_never_delays_a_page_and_is_caught_up_once() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.Slack.GoDown();
        await story.PageAsync();
        await story.AfterAsync(Quarter);
        story.Expect(Place.PagerDuty, "note:", "not online").Expect(Place.PagerDuty, "pages Ben (level 2)").Expect(Place.PagerDuty, "note:");

        story.Stage.Slack.ComeBack();
        await story.AfterMinutesAsync(5);
        story.Expect(Place.Channel, "Incident declared").Expect(Place.Thread, "@Ada").Expect(Place.Thread, "@Ben").Expect(Place.Edited, "@Ben");
        Assert.Equal([Place.Channel, Place.Thread, Place.Thread, Place.Edited], story.Stage.Sightings.Select(seen => seen.Place).Where(place => place != Place.PagerDuty));
    });

    [Fact]
    public Task PagerDuty_being_down_delays_the_page_only_until_it_is_back() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterMinutesAsync(14);
        story.ExpectNobodyOnline("Ada");
        story.Stage.PagerDuty.GoDown();
        await story.AfterMinutesAsync(1);
        story.Expect(Place.Thread, "@Ben").Expect(Place.Edited, "@Ben");

        story.Stage.PagerDuty.ComeBack();
        await story.AfterMinutesAsync(1);
        story.Expect(Place.PagerDuty, "pages Ben (level 2)").Expect(Place.PagerDuty, "note:", "Ben");
    });

    [Fact]
    public Task Somebody_who_answered_while_their_webhook_was_on_its_way_is_not_overruled() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterMinutesAsync(14.5);
        story.ExpectNobodyOnline("Ada");
        await story.WithoutWebhooksAsync(() => story.AcknowledgeAsync("ada"));
        story.Expect(Place.PagerDuty, "acknowledged by Ada");

        await story.AfterMinutesAsync(0.5);
        Assert.DoesNotContain(story.Stage.PagerDuty.Calls, call => call.Method == "PUT");
        story.Expect(Place.Thread, "@Ben").Expect(Place.Edited, "@Ben").Expect(Place.Thread, "Ben was not paged after all: PagerDuty shows it acknowledged already.");
        story.ExpectNothingMore();

        await story.AfterMinutesAsync(5);
        story.Expect(Place.Thread, "Ada has it").Expect(Place.Edited, "Ada has it").Expect(Place.Thread, "@Ada", "no word outward yet");
    });

    [Fact]
    public Task A_page_whose_webhook_never_came_is_found_within_five_minutes() => Story.TellAsync(azurite, async story =>
    {
        await story.WithoutWebhooksAsync(() => story.PageAsync());
        await story.AfterMinutesAsync(5);
        story.Expect(Place.Channel, "Incident declared", "Started* 09:42", "Acknowledge by* 09:57");
        await story.AfterMinutesAsync(10);
        story.ExpectNobodyOnline("Ada").ExpectPaging("Ben", level: 2);
    });

    [Fact]
    public Task An_ack_whose_webhook_never_came_is_found_within_five_minutes() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.WithoutWebhooksAsync(() => story.AcknowledgeAsync("ada"));
        story.Expect(Place.PagerDuty, "acknowledged by Ada");
        await story.AfterMinutesAsync(5);
        story.Expect(Place.Thread, "Ada has it").Expect(Place.Edited, "Ada has it");
        await story.AfterMinutesAsync(9);
    });

    [Fact]
    public Task A_resolve_whose_webhook_never_came_is_found_within_five_minutes() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.WithoutWebhooksAsync(() => story.ResolveAsync("ada"));
        story.Expect(Place.PagerDuty, "resolved by Ada");
        await story.AfterMinutesAsync(5);
        story.Expect(Place.Thread, "Resolved").Expect(Place.Edited, "Resolved");
        await story.AfterMinutesAsync(60);
    });

    [Theory]
    [InlineData(14)] // PagerDuty's own policy is a minute faster
    [InlineData(15)] // both at the same moment
    [InlineData(15.5)] // PagerDuty's follows within half a minute
    public Task When_PagerDuty_escalates_by_itself_nobody_is_paged_twice(double minutes) => Story.TellAsync(
        azurite,
        async story =>
        {
            await story.PageAsync();
            story.Expect(Place.Channel, "Incident declared");
            await story.AfterMinutesAsync(17);
            story.ExpectNobodyOnline("Ada").ExpectPaging("Ben", level: 2);
            Assert.DoesNotContain(story.Stage.PagerDuty.Calls, call => call.Method == "PUT");
            await story.AcknowledgeAsync("ben");
            story.ExpectAcknowledged("Ben").Expect(Place.Thread, "@Ben", "no word outward yet");
            await story.AfterMinutesAsync(12);
        },
        pagerDutyEscalatesAfter: TimeSpan.FromMinutes(minutes));

    [Fact]
    public Task Whom_PagerDuty_refuses_to_page_is_not_waited_for() => Story.TellAsync(azurite, async story =>
    {
        // An incident that PagerDuty does not know: it refuses to escalate it at every level.
        await story.PostWebhookAsync(Story.Webhook("incident.triggered"));
        story.Expect(Place.Channel, "Incident declared");

        await story.AfterAsync(Quarter);
        story.Expect(Place.Thread, "@Ada", "nobody on call is online yet").Expect(Place.Thread, "did not keep the note");
        foreach (var person in EverybodyAbove)
            story.Expect(Place.Thread, $"@{person}", "you are paged").Expect(Place.Thread, $"@{person} was not paged")
                .Expect(Place.Thread, "did not keep the note");
        story.Expect(Place.Thread, "Nobody has acknowledged");
        // Each step leaves the declaration true.
        story.Expect(Place.Edited, "@Ben").Expect(Place.Edited, "@Lea").Expect(Place.Edited, "@Tom").Expect(Place.Edited, "Nobody has acknowledged");
        await story.AfterMinutesAsync(60);
    });

    [Fact]
    public Task Two_incidents_at_once_do_not_disturb_each_other() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync("Cloud API answers 5xx");
        story.Expect(Place.Channel, "Cloud API answers 5xx");
        await story.AcknowledgeAsync("ada");
        story.ExpectAcknowledged("Ada");

        await story.AfterMinutesAsync(1);
        await story.PageAsync("Ingest stopped");
        story.Expect(Place.Channel, "Ingest stopped");
        await story.AfterAsync(Quarter);
        story.ExpectNobodyOnline("Ada").Expect(Place.Thread, "@Ada", "no word outward yet").Expect(Place.Edited, "@Ben").Expect(Place.PagerDuty, "pages Ben (level 2)", "Ingest stopped")
            .Expect(Place.PagerDuty, "note:", "Ingest stopped")
            .Expect(Place.Thread, "@Ben", "Ingest stopped");
    });
}
