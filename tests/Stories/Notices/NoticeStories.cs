using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Notices;

/// <summary>What keeps the service from doing its part is said in #novavms-oncall, once.</summary>
public class NoticeStories(AzuriteFixture azurite)
{
    [Fact]
    public Task A_suspended_webhook_is_switched_on_again_within_five_minutes_and_said_once() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.PagerDuty.SuspendSubscription();
        await story.AfterMinutesAsync(5);
        story.Expect(Place.OnCallChannel, "webhook to us was suspended", "switched on again", "PagerDuty__WebhookSecrets");
        Assert.True(story.Stage.PagerDuty.IsSubscriptionEnabled);

        await story.AfterMinutesAsync(60);
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");

        story.Stage.PagerDuty.SuspendSubscription();
        await story.AfterMinutesAsync(5);
        story.Expect(Place.OnCallChannel, "switched on again");
    });

    [Fact]
    public Task A_webhook_that_cannot_be_switched_on_is_said_once_with_what_to_do_by_hand() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.PagerDuty.SwitchSubscriptionOff();
        story.Stage.PagerDuty.ForbidSubscriptionChanges();
        await story.AfterMinutesAsync(60);
        story.Expect(Place.OnCallChannel, "could not be switched on again", "403 Forbidden", "By hand", "/api/pagerduty/webhook");
    });

    [Fact]
    public Task Settings_of_PagerDuty_that_collide_with_the_runbook_are_warned_of_once_each_until_they_change() => Story.TellAsync(azurite, async story =>
    {
        var service = story.Stage.PagerDuty.Service;
        service.AcknowledgementTimeout = TimeSpan.FromMinutes(30);
        service.AutoResolveTimeout = TimeSpan.FromHours(4);
        await story.AfterMinutesAsync(60);
        story.Expect(Place.OnCallChannel, "NovaVMS Cloud lets an acknowledgement expire after 30 min", "/service-directory/")
            .Expect(Place.OnCallChannel, "NovaVMS Cloud closes incidents by itself after 4 h", "/service-directory/");

        service.AcknowledgementTimeout = TimeSpan.FromHours(1);
        await story.AfterMinutesAsync(5);
        story.Expect(Place.OnCallChannel, "expire after 1 h");

        (service.AcknowledgementTimeout, service.AutoResolveTimeout) = (null, null);
        await story.AfterMinutesAsync(60);

        service.AutoResolveTimeout = TimeSpan.FromHours(4);
        await story.AfterMinutesAsync(5);
        story.Expect(Place.OnCallChannel, "closes incidents by itself after 4 h");
    });

    [Fact]
    public Task While_PagerDuty_cannot_be_asked_nothing_is_said_of_its_settings() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.PagerDuty.Service.AcknowledgementTimeout = TimeSpan.FromMinutes(30);
        story.Stage.PagerDuty.GoDown();
        await story.AfterMinutesAsync(20);
        story.ExpectNothingMore();
    });
}
