using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Slack;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Rotation;

/// <summary>The preflight of each morning, 07:00 UTC: what keeps a page from arriving is said before anything happens.</summary>
public class PreflightStories(AzuriteFixture azurite)
{
    // Tuesday, after it has run.
    static readonly DateTimeOffset Tuesday = new(2026, 1, 6, 7, 30, 0, TimeSpan.Zero);

    [Fact]
    public Task What_keeps_somebody_from_being_reached_is_said_once_the_next_morning() => Story.TellFromAsync(azurite, Tuesday, async story =>
    {
        var (ada, ben) = (story.Stage.Person("ada"), story.Stage.Person("ben"));
        story.Stage.Slack.Become(ada, SlackMembership.Deactivated);
        story.Stage.PagerDuty.ChangeEmail(ben, "benedict@novalien.com");
        await story.AfterAsync(TimeSpan.FromHours(23));
        await story.AfterAsync(TimeSpan.FromHours(1));
        story.Expect(Place.OnCallChannel,
                "Slack knows Ada as U0ADA, but that account is deactivated.", "Activate it again", "people.slack of the policy")
            .Expect(Place.OnCallChannel,
                "PagerDuty knows nobody with the e-mail ben@novalien.com", "Make people.email of the policy");

        // What could not be read is neither found nor mended: on Friday it stands as before, and was said already.
        story.Stage.Slack.GoDown();
        story.Stage.PagerDuty.GoDown();
        await story.AfterAsync(TimeSpan.FromHours(24));
        story.Stage.Slack.ComeBack();
        story.Stage.PagerDuty.ComeBack();
        await story.AfterAsync(TimeSpan.FromHours(24));

        story.Stage.Slack.Become(ada, SlackMembership.Member);
        story.Stage.PagerDuty.ChangeEmail(ben, ben.Email);
        await story.AfterAsync(TimeSpan.FromHours(24));
        story.Expect(Place.DirectMessage, "to Ada", "Your handover to Ben"); // Friday's reminder, and nothing else
    });
}
