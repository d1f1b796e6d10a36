using OnCall.Core.Policy;
using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Slack;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.SlackCommands;

/// <summary>People type <c>/oncall</c> in Slack: what they set counts, and only they see the answer.</summary>
public class SlackCommandStories(AzuriteFixture azurite)
{
    static readonly Person Zed = new(new PersonId("zed"), "Zed", "U0ZED", "PZED001", "zed@novalien.com");

    // Nothing listens on port 1.
    static readonly (string, string) NoStorage =
        ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_silence_is_set_from_Slack_listed_and_lifted() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ada", "silence Gateway berlin-03 flaps <-> for 2h because firmware & \"more\"",
            "Silenced.", "1", "Gateway berlin-03 flaps <->,", "11:42", "Ada: firmware & \"more\"", "/oncall lift 1");
        story.Expect(Place.OnCallChannel, "Silenced until", "11:42", "Gateway berlin-03 flaps", "Ada");
        (await story.GetAsync("api/silences")).Expect(200,
            ("silences.0.alert", "Gateway berlin-03 flaps <->"), ("silences.0.why", "firmware & \"more\""),
            ("silences.0.by", "Ada"), ("silences.0.until", "2026-01-06T10:42:00+00:00"));

        await TypeAsync(story, "ben", "noisy Camera 7 offline because loose cable until Friday 14:00", "Known to be noisy", "2", "lift 2");
        await TypeAsync(story, "cyd", "silences", "1", "berlin-03", "2", "Camera 7 offline", "Ben: loose cable");

        await TypeAsync(story, "ben", "lift 1", "Number 1 is lifted.", "Camera 7 offline");
        story.Expect(Place.OnCallChannel, "No longer silenced", "Ben lifted it");
        await TypeAsync(story, "ben", "lift 1", "That cannot be.", "number: silence 1 was lifted by Ben", "nothing is left to do");
        await TypeAsync(story, "ben", "lift 2", "Number 2 is lifted.", "Nothing is silenced");
        story.Expect(Place.OnCallChannel, "No longer watched as noisy");
    });

    [Fact]
    public Task An_override_from_Slack_counts_at_once_and_is_taken_back() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ada", "", "On call now", "Ada is primary until Mon 2026-01-12 10:00 +01:00: the rotation's turn.", "Ben is secondary");
        await TypeAsync(story, "ben", "override primary @lea until tomorrow 9:00 because dentist",
            "Set.", "PagerDuty pages by its own levels", "Lea is primary from Tue 2026-01-06 09:42 +01:00 to Wed 2026-01-07 09:00 +01:00",
            "Ben: dentist", "/oncall remove 1");
        await TypeAsync(story, "ada", "who", "Lea is primary until Wed 2026-01-07 09:00 +01:00: override 1 by Ben (dentist).");
        (await story.GetAsync("api/oncall")).Expect(200, ("primary.person.id", "lea"));
        await TypeAsync(story, "ada", "overrides", "Lea is primary", "Take one back");

        await TypeAsync(story, "ada", "remove 1", "Number 1 is removed.", "the rotation stands as it is");
        await TypeAsync(story, "ada", "who", "Ada is primary");
    });

    [Fact]
    public Task A_swap_from_Slack_is_set_and_removed_as_a_whole() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ada",
            "swap primary ada from Thursday 18:00 until 22:00 with primary ben from 2026-01-15 18:00 until 22:00 because concert",
            "Ben is primary from Thu 2026-01-08 18:00 +01:00", "swapped with Ada", "Ada is primary from Thu 2026-01-15 18:00 +01:00", "remove 1");
        await TypeAsync(story, "ben", "remove 1", "Number 1 is removed.");
        (await story.GetAsync("api/overrides")).Expect(200);
    });

    [Fact]
    public Task Pressed_twice_it_is_set_once_and_the_second_is_told_so() => Story.TellAsync(azurite, async story =>
    {
        var silences = await Task.WhenAll(
            TypeAsync(story, "ada", "silence X for 2h because Y"), TypeAsync(story, "ada", "silence X for 2h because Y"));
        story.Expect(Place.OnCallChannel, "Silenced until");
        Assert.Single(silences, shown => shown.Text.Contains("Silenced.", StringComparison.Ordinal));
        Assert.Single(silences, shown => shown.Text.Contains("silence 1 by Ada stands for it already", StringComparison.Ordinal));

        var overrides = await Task.WhenAll(
            TypeAsync(story, "ada", "override primary lea for 2h because Y"), TypeAsync(story, "ada", "override primary lea for 2h because Y"));
        Assert.Single(overrides, shown => shown.Text.Contains("remove 1", StringComparison.Ordinal));
        Assert.Single(overrides, shown => shown.Text.Contains("override 1 has Lea as primary", StringComparison.Ordinal));
    });

    [Fact]
    public Task How_the_handover_stands_is_told_with_who_covers() => Story.TellFromAsync(
        azurite, new DateTimeOffset(2026, 1, 12, 8, 58, 0, TimeSpan.Zero), async story =>
        {
            await TypeAsync(story, "ben", "handover", "No handover has been held yet.", "Next: Mon 2026-01-12 10:00 +01:00, Ada → Ben.");
            await story.AfterMinutesAsync(3);
            await TypeAsync(story, "cyd", "handover",
                "Ada → Ben", "waits for the 👍 of Ben", "Ada covers until then", "Next: Mon 2026-01-19 10:00 +01:00, Ben → Cyd.");

            var note = story.Stage.Slack.Messages.Last(message => message.Channel == Channel(story) && message.ThreadTs is null);
            story.Stage.Slack.React(story.Stage.Person("ben"), note, "+1");
            await story.Stage.SettleAsync(Cancellation);
            await TypeAsync(story, "cyd", "handover", "is complete: Ben took over with a 👍");
            story.ExpectEverythingSoFar();
        });

    [Fact]
    public Task What_cannot_be_is_refused_as_the_rules_say_it_and_nothing_is_stored() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ada", "silence X because Y", "That cannot be.", "until: is missing; a silence must end");
        await TypeAsync(story, "ada", "silence X until today 9:00 because Y", "That cannot be.", "give an end that is to come");
        await TypeAsync(story, "ada", "override primary ben for 2h because Y", "That cannot be.", "Ben would be primary and secondary at once");
        await TypeAsync(story, "ada", "snooze <!channel>", "not understood", "'snooze' is none of who", "/oncall silence Gateway berlin-03", "/oncall help");
        await TypeAsync(story, "ada", "override boss lea until soon", "role: 'boss' is none of primary, secondary", "until: 'soon' is no time", "because: is missing");
        await TypeAsync(story, "ada", "help", "What can be typed", "/oncall swap primary ada");
        Assert.Equal("""{"silences":[]}""", (await story.GetAsync("api/silences")).Body);
        Assert.Equal("""{"overrides":[]}""", (await story.GetAsync("api/overrides")).Body);
    });

    [Fact]
    public Task Whom_the_policy_does_not_know_may_ask_but_change_nothing() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, Zed, "who", "Ada is primary");
        await TypeAsync(story, Zed, "silences", "Nothing is silenced");
        await TypeAsync(story, Zed, "silence X for 2h because Y", "only people of the on-call policy may", "Nothing was stored", "people");
        await TypeAsync(story, Zed, "override primary lea for 2h because Y", "only people of the on-call policy may");
        await TypeAsync(story, Zed, "remove 1", "only people of the on-call policy may");
        Assert.Equal("""{"silences":[]}""", (await story.GetAsync("api/silences")).Body);
    });

    [Fact]
    public Task While_storage_is_away_a_sentence_says_that_nothing_was_stored() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ada", "silence X for 2h because Y", "Nothing was stored or read: storage cannot be reached");
        await TypeAsync(story, "ada", "overrides", "storage cannot be reached");
        await TypeAsync(story, "ada", "who", "Ada is primary", "Overrides could not be read: this is the rotation alone");
        await TypeAsync(story, "ada", "help", "What can be typed");
    },
    NoStorage);

    static Task<SlackShown> TypeAsync(Story story, string person, string text, params string[] says) =>
        TypeAsync(story, story.Stage.Person(person), text, says);

    static async Task<SlackShown> TypeAsync(Story story, Person person, string text, params string[] says)
    {
        var shown = await story.Stage.Slack.CommandAsync(person, Channel(story), text, Cancellation);
        await story.Stage.SettleAsync(Cancellation);
        Assert.True(shown.Answered.Status is System.Net.HttpStatusCode.OK && shown.IsPrivate, $"{shown}");
        Assert.All(says, words => Assert.Contains(words, shown.Text, StringComparison.Ordinal));
        return shown;
    }

    static Channel Channel(Story story) => story.Stage.Policy.Channels.OnCall;
}
