using OnCall.Core.Detection;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Detection;

/// <summary>A P1 is any of … : watched without a human, exactly as the runbook draws the line.</summary>
public class DetectionStories(AzuriteFixture azurite)
{
    [Fact]
    public Task Cloud_API_5xx_for_more_than_2_minutes_pages_and_the_declaration_says_why() => Story.TellWatchedAsync(azurite, async story =>
    {
        story.Stage.NovaVms.FailWith(503, "/api/v1/orgs");
        await story.AfterMinutesAsync(2.5);
        (await story.GetAsync("api/detectors")).Expect(200,
            ("detectors.0.name", "cloud-api-5xx"), ("detectors.0.phase", "suspicious"), ("detectors.0.verdict", "5xx"),
            ("detectors.0.sentence", "not paged: 5xx for 2 min of 2 min"), ("detectors.0.observations.0.says", "health 200, authenticated read 503"));

        await story.AfterMinutesAsync(0.5);
        story.Expect(Place.PagerDuty, "pages Ada (level 1): The cloud API fails: 5xx for more than 2 min")
            .Expect(Place.Channel, "Incident declared", "Why it paged", "cloud-api-5xx",
                "5xx for 2 min 1 s, more than 2 min: 6 probes failed since 08:42:30 UTC", "Health of the cloud API");
        (await story.GetAsync("api/detectors")).Expect(200, ("detectors.0.phase", "paged"), ("detectors.1.phase", "quiet"));

        story.Stage.NovaVms.Mend();
        await story.AfterMinutesAsync(5);
        story.ExpectNothingMore();
        await story.AfterMinutesAsync(0.5);
        story.Expect(Place.PagerDuty, "resolved").Expect(Place.Thread, "Resolved").Expect(Place.Edited, "Resolved by PagerDuty").Expect(Place.Thread, "Postmortem draft");
        await story.AfterMinutesAsync(30);
    });

    [Fact]
    public Task Five_hundreds_for_less_than_that_wait_for_the_noise_channel() => Story.TellWatchedAsync(azurite, async story =>
    {
        story.Stage.NovaVms.FailWith(500, "/api/v1/health");
        await story.AfterMinutesAsync(2);
        story.Stage.NovaVms.Mend();
        await story.AfterMinutesAsync(30);
        story.Expect(Place.NoiseChannel, "5xx for 1 min 30 s of 2 min");
    });

    [Fact]
    public Task One_gateway_offline_and_one_org_silent_page_nobody() => Story.TellWatchedAsync(azurite, async story =>
    {
        await story.AfterMinutesAsync(2);
        story.Stage.NovaVms.Platform.GatewaysOnline -= 1;
        story.Stage.NovaVms.Platform.OrgsSilent = 1;
        await story.AfterMinutesAsync(30);
        story.Expect(Place.NoiseChannel, "1 gateway of 412 dropped: 0.2 % of more than 10 %")
            .Expect(Place.NoiseChannel, "1 org writes no events, 41 do");
    });

    [Fact]
    public Task A_silence_holds_the_page_back_and_when_it_lifts_it_pages_once() => Story.TellWatchedAsync(azurite, async story =>
    {
        await story.PostAsync("api/silences", """{"alert":"cloud-api-5xx","kind":"silence","why":"planned work","for":"00:10:00","by":"ada"}""");
        story.Expect(Place.OnCallChannel, "Silenced until");
        story.Stage.NovaVms.GoDown();
        await story.AfterMinutesAsync(9.5);
        story.Expect(Place.NoiseChannel, "The cloud API fails", "silenced by Ada with silence 1");
        (await story.GetAsync("api/detectors")).Expect(200, ("detectors.0.phase", "held-back"), ("detectors.0.silence.number", "1"));

        await story.AfterMinutesAsync(0.5);
        story.Expect(Place.OnCallChannel, "No longer silenced").Expect(Place.PagerDuty, "pages Ada (level 1)")
            .Expect(Place.Channel, "It was held back by silence 1 of Ada, which no longer stands");
    });

    [Fact]
    public Task Resolved_by_a_person_it_pages_again_when_it_fails_for_as_long_again() => Story.TellWatchedAsync(azurite, async story =>
    {
        story.Stage.NovaVms.FailWith(503);
        await story.AfterMinutesAsync(3);
        story.Expect(Place.PagerDuty, "pages Ada (level 1)").Expect(Place.Channel, "Incident declared");
        await story.AfterAsync(TimeSpan.FromSeconds(10));
        story.Stage.PagerDuty.Resolve(story.Stage.PagerDuty.Incidents[^1].Id, story.Stage.Person("ada"));
        await story.Stage.SettleAsync(TestContext.Current.CancellationToken);
        story.Expect(Place.PagerDuty, "resolved by Ada").Expect(Place.Thread, "Resolved by Ada").Expect(Place.Edited, "Resolved by Ada").Expect(Place.Thread, "Postmortem draft");

        await story.AfterMinutesAsync(2);
        story.ExpectNothingMore();
        await story.AfterMinutesAsync(0.5);
        story.Expect(Place.PagerDuty, "pages Ada (level 1)").Expect(Place.Channel, "Incident declared");
    });

    [Fact]
    public Task A_page_that_PagerDuty_refuses_is_shouted_in_Slack() => Story.TellWatchedAsync(azurite, async story =>
    {
        await story.AfterMinutesAsync(2);
        story.Stage.NovaVms.Platform.GatewaysOnline = 300;
        await story.AfterMinutesAsync(1);
        story.Expect(Place.OnCallChannel, "A P1 could not be paged: 112 of 412 gateways dropped at once", "PagerDuty has woken nobody",
            "@Ada, you are primary", "@Ben", "page by hand", "Check the setting PagerDuty__RoutingKey",
            "the page goes out by itself: it is tried again every 5 min");
        await story.AfterMinutesAsync(5.5);
        (await story.GetAsync("api/detectors")).Expect(200, ("detectors.1.phase", "refused"));

        story.Stage.PagerDuty.RoutingKey = "of-nobody";
        await story.AfterMinutesAsync(5);
        story.Expect(Place.PagerDuty, "pages Ada (level 1): 112 of 412 gateways dropped at once")
            .Expect(Place.OnCallChannel, "PagerDuty takes the alert gateways-drop now, after it had refused it for 10 min")
            .Expect(Place.Channel, "Incident declared");
    },
    ("PagerDuty__RoutingKey", "of-nobody"));

    [Fact]
    public Task A_probe_that_may_not_read_is_blind_and_pages_nobody() => Story.TellWatchedAsync(azurite, async story =>
    {
        await story.AfterMinutesAsync(30);
        foreach (var detector in Detectors.All)
            story.Expect(Place.OnCallChannel, "Blind:", $"({detector.Name}) cannot be judged since 08:42 UTC", "NovaVms__ApiToken");
        (await story.GetAsync("api/detectors")).Expect(200, ("detectors.2.verdict", "nothing-seen"));
    },
    ("NovaVms__ApiToken", ""));

    [Fact]
    public Task Slack_tells_whoever_asks_why() => Story.TellWatchedAsync(azurite, async story =>
    {
        story.Stage.NovaVms.FailWith(503, "/api/v1/health");
        await story.AfterMinutesAsync(2);
        var answer = await story.Stage.Slack.CommandAsync(
            story.Stage.Person("ben"), story.Stage.Policy.Channels.OnCall, "why", TestContext.Current.CancellationToken);
        await story.Stage.SettleAsync(TestContext.Current.CancellationToken);
        Assert.Contains("cloud-api-5xx", answer.Text, StringComparison.Ordinal);
        Assert.Contains("not paged: 5xx for 1 min 30 s of 2 min", answer.Text, StringComparison.Ordinal);
        Assert.Contains("not paged: 412 gateways are online", answer.Text, StringComparison.Ordinal);
    });
}
