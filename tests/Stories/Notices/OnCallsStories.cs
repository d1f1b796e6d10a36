using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Notices;

/// <summary>Whom PagerDuty would page, against who is on call here: a difference is said once, with what to do.</summary>
public class OnCallsStories(AzuriteFixture azurite)
{
    [Fact]
    public Task Somebody_else_on_a_level_of_PagerDuty_is_said_once_with_what_to_do() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.PagerDuty.OnCalls.Put(1, story.Stage.Person("cyd"));
        await story.AfterMinutesAsync(30);
        story.Expect(Place.OnCallChannel,
            "PagerDuty pages Cyd on level 1 (primary), where Ada stands here.",
            "This file leads: make Ada (PADA001) the only one on level 1 in PagerDuty.");

        story.Stage.PagerDuty.OnCalls.Restore();
        await story.AfterMinutesAsync(30);

        story.Stage.PagerDuty.OnCalls.Put(1, story.Stage.Person("cyd"));
        await story.AfterMinutesAsync(5);
        story.Expect(Place.OnCallChannel, "PagerDuty pages Cyd on level 1");
    });

    [Fact]
    public Task Each_level_with_too_many_or_nobody_is_said() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.PagerDuty.OnCalls.Put(2, story.Stage.Person("ben"), story.Stage.Person("cyd"));
        story.Stage.PagerDuty.OnCalls.Put(3);
        story.Stage.PagerDuty.OnCalls.Put(5, story.Stage.Person("ada"));
        await story.AfterMinutesAsync(30);
        story.Expect(Place.OnCallChannel, "PagerDuty pages Cyd on level 2 (secondary) besides Ben.")
            .Expect(Place.OnCallChannel, "PagerDuty pages nobody on level 3", "where Lea stands here")
            .Expect(Place.OnCallChannel, "PagerDuty pages Ada on level 5, which the policy's chain does not have.");
    });

    [Fact]
    public Task An_override_that_PagerDuty_does_not_know_of_is_said_within_seven_minutes() => Story.TellAsync(azurite, async story =>
    {
        (await story.PostAsync("api/overrides",
            """{"role":"primary","person":"cyd","to":"2026-01-06T20:00Z","why":"dentist","by":"lea"}""")).Expect(201);
        await story.AfterMinutesAsync(7);
        story.Expect(Place.OnCallChannel, "PagerDuty pages Ada on level 1 (primary), where Cyd stands here.");

        await story.CallAsync("DELETE", "api/overrides/1?by=lea");
        await story.AfterMinutesAsync(60);
    });

    [Fact]
    public Task While_PagerDuty_cannot_be_asked_nothing_is_said_of_its_on_calls() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.PagerDuty.OnCalls.Put(1);
        story.Stage.PagerDuty.GoDown();
        await story.AfterMinutesAsync(20);
        story.ExpectNothingMore();
    });
}
