using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Reports;

/// <summary>The slow path: a customer's loss, or a leak, typed into Slack.</summary>
public class SlackReportStories(AzuriteFixture azurite)
{
    [Fact]
    public Task A_total_loss_typed_in_Slack_pages_and_shows_what_the_search_found() => Story.TellAsync(azurite, async story =>
    {
        story.AddHarbour();
        await TypeAsync(story, "report owner@harbour.example lost live view and playback because all is <black>",
            "This is a P1", "PagerDuty pages for Harbour Logistics (org_7f3a) now", "0 of 40 cameras online", "novavms-incident-live");
        story.Expect(Place.PagerDuty, "pages Ada").Expect(Place.Channel, "Incident declared", "Ben reports total loss", "all is <black>");

        await TypeAsync(story, "report org_7f3a lost both because again", "pages already, since", "Nobody is paged again");
        await TypeAsync(story, "report org_7f3a lost playback on 2 cameras because yard",
            "This is a ticket", "Only playback is lost, on 2 of 40 cameras", "A total loss of this org pages since", "novavms-oncall-noise");
        story.Expect(Place.NoiseChannel, "yard");
        await TypeAsync(story, "report org_none lost both because x", "That cannot be", "cross-org search finds no org 'org_none'");
    });

    [Fact]
    public Task A_leak_typed_in_Slack_pages_at_once_with_who_said_it() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "security API key in a public repository", "A security event: PagerDuty pages for it now");
        story.Expect(Place.PagerDuty, "pages Ada (level 1): Confirmed credential leak: API key in a public repository")
            .Expect(Place.Channel, "Incident declared", "Ben reports a confirmed credential leak");

        await TypeAsync(story, "security api key in a public repository", "You reported the same before", "say it in other words");
        await TypeAsync(story, "report security API key in another repository", "PagerDuty pages for it now");
        story.Expect(Place.PagerDuty, "pages Ada", "another repository").Expect(Place.Channel, "Incident declared");
    });

    static async Task TypeAsync(Story story, string text, params string[] says)
    {
        var shown = await story.Stage.Slack.CommandAsync(
            story.Stage.Person("ben"), story.Stage.Policy.Channels.OnCall, text, TestContext.Current.CancellationToken);
        Assert.All(says, said => Assert.Contains(said, shown.Text, StringComparison.Ordinal));
        await story.Stage.SettleAsync(TestContext.Current.CancellationToken);
    }
}
