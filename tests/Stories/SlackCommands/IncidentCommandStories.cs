using OnCall.Core.Policy;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.SlackCommands;

/// <summary>What the buttons of an incident do, typed: <c>/oncall update</c>, <c>/oncall escalate</c>; and <c>/oncall drill</c>.</summary>
public class IncidentCommandStories(AzuriteFixture azurite)
{
    const string Reason = "primary unreachable, customer-facing outage at 08:42 UTC";

    static readonly Person Zed = new(new PersonId("zed"), "Zed", "U0ZED", "PZED001", "zed@novalien.com");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_word_outward_is_typed_and_counts_as_one_from_the_thread() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await TypeAsync(story, "ada", "update Rolling back <v2.4.0> & waiting", "Sent, into the incident's thread and into #novavms-incident-live", "09:57");
        story.Expect(Place.Thread, "Rolling back <v2.4.0> & waiting", "Update by Ada").Expect(Place.Thread, "Skipped so far").Expect(Place.Edited, "✅ 8.");

        await TypeAsync(story, "ada", "update Rolling back <v2.4.0> & waiting", "Sent already");
        await TypeAsync(story, "ada", "update", "That cannot be", "text: is missing");
    });

    [Fact]
    public Task The_secondary_is_paged_by_a_word_and_the_lead_by_a_sentence() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await TypeAsync(story, "ada", "escalate", "Ben is paged now as secondary");
        story.Expect(Place.PagerDuty, "pages Ben (level 2)").Expect(Place.PagerDuty, "note: Ada pages secondary Ben")
            .Expect(Place.Thread, "@Ben, you are paged as secondary").Expect(Place.Edited, "Ada has it, Ben is paged to help");
        await TypeAsync(story, "ada", "escalate secondary", "That cannot be", "Ben is paged already, and has until 08:57 UTC");

        await TypeAsync(story, "ben", "escalate lead", "Say why in the form", "Nobody is paged until you send it");
        var form = Assert.Single(story.Stage.Slack.Views);
        await story.Stage.Slack.SubmitAsync(form, Cancellation, ("text", "escalating"));
        Assert.Contains(Reason, Assert.Single(Assert.Single(story.Stage.Slack.Views).Errors!.Values), StringComparison.Ordinal);
        story.Stage.Slack.Dismiss(form);
        // Slack's trigger serves once: whoever's form does not open has a button.
        Assert.Contains("Press this instead", (await story.Stage.Slack.SendLastCommandAgainAsync(Cancellation)).Text, StringComparison.Ordinal);
        await TypeAsync(story, "ben", "escalate lead escalating", "That cannot be", Reason);
        await TypeAsync(story, "ben", "escalate boss now", "That cannot be", "'boss' is none of secondary, lead, cto");
        await TypeAsync(story, "ben", $"escalate lead {Reason}", "Lea is paged now as engineering lead");
        story.Expect(Place.PagerDuty, "pages Lea (level 3)").Expect(Place.PagerDuty, "note:", Reason)
            .Expect(Place.Thread, "@Lea, you are paged as engineering lead").Expect(Place.Edited, "Lea is paged to help");
    });

    [Fact]
    public Task Who_may_not_is_told_so_and_it_is_on_record() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await TypeAsync(story, "cyd", "update It is over", "You may not do this with this incident", "is on record");
        story.Expect(Place.Ephemeral, "to Cyd: Only whoever is on call or has this incident can do this");
        await TypeAsync(story, Zed, $"escalate cto {Reason}", "You may not do this with this incident");
        (await story.GetAsync($"api/incidents/{story.Incident!.Id}")).Expect(200,
            ("timeline.2.what", "Cyd tried to send word outward, which only whoever is on call or has the incident may."), ("timeline.2.rule", "only-who-may"),
            ("timeline.3.what", "U0ZED tried to page the CTO, which only whoever is on call or has the incident may."));
    });

    [Fact]
    public Task With_several_open_it_is_asked_which_and_with_none_it_is_said() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ada", "update It burns", "No incident is open", "/oncall declare");
        var (first, second) = (story.Stage.PagerDuty.Trigger("Cloud API answers 5xx"), story.Stage.PagerDuty.Trigger("Ingest stands still"));
        await story.Stage.SettleAsync(Cancellation);
        story.ExpectEverythingSoFar();

        await TypeAsync(story, "ada", "update It burns",
            "Which one?", "2 incidents are open", $"/oncall update {first.Id} …", $"/oncall update {second.Id} …", "Ingest stands still");
        await TypeAsync(story, "ada", "escalate", "Which one?", $"/oncall escalate {second.Id}`");
        await TypeAsync(story, "ada", "update Q0000000000099 It burns", "That cannot be", "no incident Q0000000000099 is open");
        await TypeAsync(story, "ada", $"update {second.Id.ToLowerInvariant()} Restarted the pipeline", "Sent");
        story.Expect(Place.Thread, "Ingest stands still", "Restarted the pipeline").Expect(Place.Thread, "Skipped so far").Expect(Place.Edited, "✅ 8.");
    });

    [Fact]
    public Task A_drill_shows_who_would_be_paged_with_the_overrides_and_pages_nobody() => Story.TellAsync(azurite, async story =>
    {
        await TypeAsync(story, "ben", "override secondary cyd for 4h because concert", "Set.");
        await TypeAsync(story, Zed, "drill",
            "A drill: nobody is paged, and only you see this", "09:42 (now): Ada is paged as primary, until 09:57; declared in #novavms-incident-live",
            "09:57 (after 15 min): Cyd is paged as secondary", "Lea is paged as engineering lead", "10:27 (after 45 min): Tom is paged as CTO, until 10:42",
            "10:42 (after 1 h): nobody is left", "drill nobody-answers");
        Assert.Empty(story.Stage.PagerDuty.Incidents);
    });

    static async Task AcknowledgedAsync(Story story)
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AcknowledgeAsync("ada");
        story.ExpectAcknowledged("Ada");
    }

    static Task TypeAsync(Story story, string person, string text, params string[] says) =>
        TypeAsync(story, story.Stage.Person(person), text, says);

    static async Task TypeAsync(Story story, Person person, string text, params string[] says)
    {
        var shown = await story.Stage.Slack.CommandAsync(person, story.Stage.Policy.Channels.OnCall, text, Cancellation);
        await story.Stage.SettleAsync(Cancellation);
        Assert.True(shown.IsPrivate, $"{shown}");
        // As it looks: the stars are bold letters.
        var looks = shown.Text.Replace("*", "", StringComparison.Ordinal);
        Assert.All(says, words => Assert.Contains(words, looks, StringComparison.Ordinal));
    }
}
