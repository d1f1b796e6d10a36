using System.Text.Json.Nodes;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Incidents;

/// <summary>"If you need to act inside a customer org": looked up first, minted by a press, used and ended in the timeline.</summary>
public class ImpersonationStories(AzuriteFixture azurite)
{
    const string Token = "local-impersonation-token-1";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_org_is_shown_first_and_the_token_reaches_its_requester_alone() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await LookAsync(story, "Harbour East (org_11c0)", "12 of 12 cameras online", "impersonation allowed");
        story.ExpectNothingMore();

        await PressAsync(story, "impersonation-mint");
        story.Expect(Place.Ephemeral, "to Ada", Token, "Only you see it").Expect(Place.Thread, "Ada may act inside Harbour East (org_11c0) until 10:12", "grant_1");
        Assert.DoesNotContain(story.Stage.Slack.Messages, message => message.EphemeralTo is null && message.Text.Contains(Token, StringComparison.Ordinal));

        await story.Stage.NovaVms.SendEventAsync("platform.impersonation_started", JsonNode.Parse(
            """{"actor_email":"ada@novalien.com","org_id":"org_11c0","grant_id":"grant_1"}""")!.AsObject(), Cancellation);
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.Thread, "Ada went into Harbour East (org_11c0)");

        await PressAsync(story, "impersonation-end");
        story.Expect(Place.Thread, "Ada can no longer act inside Harbour East (org_11c0): Ada ended it.");
        var timeline = (await story.GetAsync($"api/incidents/{story.Incident!.Id}")).Body;
        Assert.Contains("went into Harbour East", timeline, StringComparison.Ordinal);
        Assert.DoesNotContain(Token, timeline, StringComparison.Ordinal);
    });

    [Fact]
    public Task An_org_that_forbids_it_is_not_entered_and_its_Owner_is_named() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        var says = await TypeAsync(story, "ada", "impersonate org_7f3a");
        Assert.Contains("does not allow platform impersonation. Only its Owner can: ask owner@harbour.example", says, StringComparison.Ordinal);
        Assert.Contains("no org 'org_none'", await TypeAsync(story, "ada", "impersonate org_none"), StringComparison.Ordinal);
        var timeline = (await story.GetAsync($"api/incidents/{story.Incident!.Id}")).Body;
        Assert.Contains("Ada was not let into Harbour Logistics (org_7f3a)", timeline, StringComparison.Ordinal);
    });

    [Fact]
    public Task Without_an_open_incident_and_for_anyone_but_a_responder_it_is_refused() => Story.TellAsync(azurite, async story =>
    {
        Assert.Contains("No incident is open", await TypeAsync(story, "ada", "impersonate org_11c0"), StringComparison.Ordinal);
        await AcknowledgedAsync(story);
        Assert.Contains("You may not do this", await TypeAsync(story, "cyd", "impersonate org_11c0"), StringComparison.Ordinal);
        story.Expect(Place.Ephemeral, "to Cyd: Only whoever is on call or has this incident can do this");
    });

    [Fact]
    public Task While_cross_org_search_does_not_answer_nobody_goes_in_unseen() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        story.Stage.NovaVms.FailWith(503, "/api/v1/platform/orgs/search");
        Assert.Contains("nobody goes in unseen", await TypeAsync(story, "ada", "impersonate org_11c0"), StringComparison.Ordinal);
    });

    [Fact]
    public Task By_the_button_of_the_thread_a_form_asks_for_the_org_and_the_end_of_the_incident_ends_it() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await story.PressAsync("ada", "impersonation-ask");
        await story.Stage.Slack.SubmitAsync(story.Stage.Slack.Views.Single(), Cancellation, ("org", "owner@east.example"));
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.Ephemeral, "Harbour East (org_11c0)", "Do not impersonate speculatively");
        await PressAsync(story, "impersonation-mint");
        story.Expect(Place.Ephemeral, Token).Expect(Place.Thread, "Ada may act inside Harbour East");

        story.Stage.PagerDuty.Resolve(story.Incident!.Id, story.Stage.Person("ada"));
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.PagerDuty, "resolved by Ada").Expect(Place.Thread, "can no longer act inside", "Nobody went in with it.");
        story.ExpectEverythingSoFar();
    });

    static async Task AcknowledgedAsync(Story story)
    {
        story.Stage.NovaVms.AddOrg("org_7f3a", "Harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
        story.Stage.NovaVms.AddOrg("org_11c0", "Harbour East", "owner@east.example", allowsImpersonation: true);
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AcknowledgeAsync("ada");
        story.ExpectAcknowledged("Ada");
    }

    // Typed in the form, because what answers a command stands in no channel of the simulator and has no buttons to press.
    static async Task LookAsync(Story story, params string[] says)
    {
        await story.PressAsync("ada", "impersonation-ask");
        await story.Stage.Slack.SubmitAsync(story.Stage.Slack.Views.Single(), Cancellation, ("org", "org_11c0"));
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.Ephemeral, says);
        var typed = await TypeAsync(story, "ada", "impersonate org_11c0");
        Assert.All(says, words => Assert.Contains(words, typed, StringComparison.Ordinal));
    }

    static async Task PressAsync(Story story, string action)
    {
        var shown = story.Stage.Slack.Messages.Concat(story.Stage.Slack.Ephemerals).Last(message =>
            message.Blocks is { } blocks && blocks.GetRawText().Contains($"\"{action}\"", StringComparison.Ordinal));
        await story.Stage.Slack.PressAsync(story.Stage.Person("ada"), shown, action, Cancellation);
        await story.Stage.SettleAsync(Cancellation);
    }

    static async Task<string> TypeAsync(Story story, string person, string text)
    {
        var shown = await story.Stage.Slack.CommandAsync(story.Stage.Person(person), story.Stage.Policy.Channels.OnCall, text, Cancellation);
        await story.Stage.SettleAsync(Cancellation);
        return shown.Text.Replace("*", "", StringComparison.Ordinal);
    }
}
