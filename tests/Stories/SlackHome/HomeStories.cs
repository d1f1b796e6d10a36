using OnCall.Core.Policy;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.SlackHome;

/// <summary>Somebody opens our app's Home tab in Slack and sees how things stand.</summary>
public class HomeStories(AzuriteFixture azurite)
{
    static readonly Person Zed = new(new PersonId("zed"), "Zed", "U0ZED", "PZED001", "zed@novalien.com");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task On_a_quiet_day_it_tells_who_is_on_call_and_who_is_next() => Story.TellAsync(azurite, async story => Contains(
        await OpenAsync(story, story.Stage.Person("cyd")),
        "On call at Novalien", "Open incidents ✅ none",
        "Ada is primary until Mon 2026-01-12 10:00 +01:00: the rotation's turn.", "Ben is secondary",
        "From Mon 2026-01-12 10:00 +01:00: Ben is primary", "Cyd is secondary",
        "No handover has been held yet.", "Next: Mon 2026-01-12 10:00 +01:00, Ada → Ben.",
        "Nothing is silenced or known to be noisy."));

    [Fact]
    public Task What_burns_stands_first_with_its_age_its_owner_and_a_link_to_its_thread() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        var ada = story.Stage.Person("ada");
        Contains(await OpenAsync(story, ada), "Open incidents: 1", "Cloud API answers 5xx", "Ada (primary) is paged, acknowledge by 09:57");

        await story.AfterMinutesAsync(8);
        await story.AcknowledgeAsync("ada");
        story.ExpectEverythingSoFar();
        var root = story.Stage.Slack.Messages[0];
        Contains(
            await OpenAsync(story, ada), "👀 Ada has it. Open for 8 min",
            $"Thread (https://sandbox.slack.com/archives/C0LIVE/p{root.Ts.Replace(".", "", StringComparison.Ordinal)})");

        await story.ResolveAsync("ada");
        story.ExpectEverythingSoFar();
        Contains(await OpenAsync(story, ada), "Open incidents ✅ none");
    });

    [Fact]
    public Task What_is_silenced_and_who_stands_in_is_there_when_it_is_opened_again() => Story.TellAsync(azurite, async story =>
    {
        var channel = story.Stage.Policy.Channels.OnCall;
        var ben = story.Stage.Person("ben");
        await story.Stage.Slack.CommandAsync(ben, channel, "silence Gateway berlin-03 flaps for 2h because firmware", Cancellation);
        await story.Stage.Slack.CommandAsync(ben, channel, "override primary lea until tomorrow 9:00 because dentist", Cancellation);
        var home = await OpenAsync(story, ben);
        story.Expect(Place.OnCallChannel, "Silenced until");
        Contains(
            home, "Lea is primary until Wed 2026-01-07 09:00 +01:00: override 1 by Ben (dentist).",
            "From Wed 2026-01-07 09:00 +01:00: Ada is primary", "Gateway berlin-03 flaps", "Ben: firmware");
    });

    [Fact]
    public Task The_handover_tells_whose_thumb_it_waits_for_and_then_who_took_over() => Story.TellFromAsync(
        azurite, new DateTimeOffset(2026, 1, 12, 8, 58, 0, TimeSpan.Zero), async story =>
        {
            await story.AfterMinutesAsync(3);
            Contains(await OpenAsync(story, story.Stage.Person("cyd")), "waits for the 👍 of Ben");
            var note = story.Stage.Slack.Messages.Last(message => message.Channel.Name == "novavms-oncall" && message.ThreadTs is null);
            story.Stage.Slack.React(story.Stage.Person("ben"), note, "+1");
            await story.Stage.SettleAsync(Cancellation);
            Contains(await OpenAsync(story, story.Stage.Person("cyd")), "is complete: Ben took over with a 👍");
            story.ExpectEverythingSoFar();
        });

    [Fact]
    public Task Whom_the_policy_does_not_know_sees_it_too() => Story.TellAsync(azurite, async story => Contains(
        await OpenAsync(story, Zed), "Ada is primary", "you may read all of this, and change nothing"));

    [Fact]
    public Task What_cannot_be_read_is_shown_as_such_and_takes_nothing_with_it() => Story.TellAsync(azurite, async story => Contains(
        await OpenAsync(story, story.Stage.Person("ada")),
        "Open incidents ⚠️ could not be read", "Ada is primary", "Overrides could not be read: this is the rotation alone",
        "Handover ⚠️ could not be read", "Silences and noisy alerts ⚠️ could not be read"),
        // Nothing listens on port 1.
        ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;"));

    [Fact]
    public Task A_home_tab_that_is_switched_off_harms_nobody() => Story.TellAsync(azurite, async story =>
    {
        var answers = new List<int?>();
        story.Stage.Slack.EventSent += attempt => answers.Add((int?)attempt.Answer.Status);
        story.Stage.Slack.HasHomeTab = false;
        story.Stage.Slack.OpenHome(story.Stage.Person("ada"));
        await story.Stage.SettleAsync(Cancellation);
        Assert.Null(story.Stage.Slack.HomeOf(story.Stage.Person("ada")));
        Assert.Equal([200], answers);
    });

    static async Task<string> OpenAsync(Story story, Person person)
    {
        var before = story.Stage.Slack.HomeOf(person);
        story.Stage.Slack.OpenHome(person);
        await story.Stage.SettleAsync(Cancellation);
        // It may come after the answer.
        await Eventually.TrueAsync(() => story.Stage.Slack.HomeOf(person) != before, "it is shown");
        // As it looks: the stars are bold letters.
        return story.Stage.Slack.HomeOf(person)!.Replace("*", "", StringComparison.Ordinal);
    }

    static void Contains(string home, params string[] words) =>
        Assert.All(words, part => Assert.Contains(part, home, StringComparison.Ordinal));
}
