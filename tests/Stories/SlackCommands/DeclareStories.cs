using OnCall.Core.Policy;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.SlackCommands;

/// <summary>Somebody sees a P1 that nothing has paged for, and types <c>/oncall declare</c>.</summary>
public class DeclareStories(AzuriteFixture azurite)
{
    static readonly Person Zed = new(new PersonId("zed"), "Zed", "U0ZED", "PZED001", "zed@novalien.com");

    // Nothing listens on port 1.
    static readonly (string, string) NoStorage =
        ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task An_incident_declared_by_hand_pages_the_primary_and_starts_as_any_other() => Story.TellAsync(azurite, async story =>
    {
        var answer = await TypeAsync(story, "ben", "declare \"Playback is black for <everybody>\"");
        Assert.Contains("Declared. PagerDuty is told now and pages the primary.", answer, StringComparison.Ordinal);
        Assert.Contains("#novavms-incident-live", answer, StringComparison.Ordinal);
        story.Expect(Place.PagerDuty, "pages Ada (level 1)")
            .Expect(Place.Channel, "Incident declared", "Playback is black for <everybody> (declared by Ben)", "@Ada (primary)");

        await story.AfterMinutesAsync(1);
        story.Stage.PagerDuty.Resolve(story.Stage.PagerDuty.Incidents[^1].Id, story.Stage.Person("ada"));
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.PagerDuty, "resolved by Ada").Expect(Place.Thread, "Resolved by Ada").Expect(Place.Edited, "Resolved by Ada");
    });

    [Fact]
    public Task Two_declarations_are_two_incidents_and_the_same_command_sent_twice_is_one() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ben", "declare Playback is black");
        await TypeAsync(story, "cyd", "declare Playback is black");
        Assert.Equal(2, story.Stage.PagerDuty.Incidents.Count);

        var again = await story.Stage.Slack.SendLastCommandAgainAsync(Cancellation);
        await story.Stage.SettleAsync(Cancellation);
        Assert.Contains("Declared already.", again.Text, StringComparison.Ordinal);
        Assert.Equal(2, story.Stage.PagerDuty.Incidents.Count);
        story.ExpectEverythingSoFar();
    });

    [Fact]
    public Task Without_words_nobody_is_paged_and_the_answer_shows_how() => Story.TellAsync(azurite, async story =>
    {
        Assert.Contains("what: is missing; say in a few words what is broken.", await TypeAsync(story, "ben", "declare"), StringComparison.Ordinal);
        Assert.Contains(
            "what: has 201 characters; say it in at most 200.",
            await TypeAsync(story, "ben", $"declare {new string('x', 201)}"), StringComparison.Ordinal);
        Assert.Empty(story.Stage.PagerDuty.Incidents);
    });

    [Fact]
    public Task Whom_the_policy_does_not_know_pages_nobody() => Story.TellAsync(azurite, async story =>
    {
        var shown = await story.Stage.Slack.CommandAsync(Zed, story.Stage.Policy.Channels.OnCall, "declare it burns", Cancellation);
        Assert.Contains("only people of the on-call policy may", shown.Text, StringComparison.Ordinal);
        await story.Stage.SettleAsync(Cancellation);
        Assert.Empty(story.Stage.PagerDuty.Incidents);
    });

    [Fact]
    public Task When_PagerDuty_refuses_for_good_it_is_shouted_with_how_to_page_by_hand() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ben", "declare Playback is black");
        story.Expect(
            Place.OnCallChannel, "Declared, and not paged", "@Ada, nobody was paged for this: Playback is black", "Ben declared it",
            "PagerDuty", "Page by hand: in PagerDuty, *New Incident* on the service", "or call Ada by telephone");
        await story.AfterMinutesAsync(10);
    },
    ("PagerDuty__RoutingKey", "of another account"));

    [Fact]
    public Task While_storage_is_away_the_answer_says_that_nobody_was_paged_and_how_to_page() => Story.TellAsync(azurite, async story =>
    {
        var answer = await TypeAsync(story, "ben", "declare Playback is black");
        Assert.Contains("Nobody was paged: storage cannot be reached", answer, StringComparison.Ordinal);
        Assert.Contains("Page by hand: in PagerDuty", answer, StringComparison.Ordinal);
    },
    NoStorage);

    static async Task<string> TypeAsync(Story story, string person, string text)
    {
        var shown = await story.Stage.Slack.CommandAsync(
            story.Stage.Person(person), story.Stage.Policy.Channels.OnCall, text, Cancellation);
        await story.Stage.SettleAsync(Cancellation);
        Assert.True(shown.IsPrivate, $"{shown}");
        // As it looks: the stars are bold letters.
        return shown.Text.Replace("*", "", StringComparison.Ordinal);
    }
}
