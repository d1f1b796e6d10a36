using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Site;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Incidents;

/// <summary>What is left of an incident when it is over: its timeline, and the draft of its postmortem.</summary>
public class PostmortemStories(AzuriteFixture azurite)
{
    const string Cloud = "novalien/novavms-cloud";
    const string Pull = $"https://github.com/{Cloud}/pull/1";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task When_it_is_over_the_draft_is_a_pull_request_and_the_thread_links_it() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.GitHub.Finish(story.Stage.GitHub.Deploy(Cloud, "prod", "v2.4.0", "ben").Id);
        await LivedThroughAsync(story);
        story.Expect(Place.Thread, $"Postmortem draft: {Pull}");

        var pull = Assert.Single(story.Stage.GitHub.PullsOf(Cloud));
        Assert.Equal(($"postmortem-{story.Incident!.Id}", $"Postmortem draft: {Story.PageTitle}"), (pull.Head, pull.Title));
        var text = story.Stage.GitHub.Read(Cloud, pull.Head, FileOf(story))!;
        Assert.All(
            [
                $"# {Story.PageTitle}", "**3 min** after the start (MTTA)", "**12 min** after the start (MTTR)", "1 in time, 0 missed",
                "| 08:45 | Ada acknowledged the page, 3 min after it. | Ada | `ack-stops-the-timer` |",
                "**prime suspect**, 2026-01-06 08:42 UTC", "[v2.4.0](", "- [ ] Why was it not found before it paged?",
            ],
            says => Assert.Contains(says, text, StringComparison.Ordinal));
    });

    [Fact]
    public Task Told_twice_and_opened_again_it_is_offered_once() => Story.TellAsync(azurite, async story =>
    {
        await story.PostWebhookAsync(Story.Webhook("incident.triggered"));
        story.Expect(Place.Channel, "Incident declared");
        await story.PostWebhookAsync(Story.Webhook("incident.resolved", eventId: "E2"));
        story.Expect(Place.Thread, "Resolved by Ada").Expect(Place.Edited, "Resolved by Ada").Expect(Place.Thread, $"Postmortem draft: {Pull}");
        await story.PostWebhookAsync(Story.Webhook("incident.resolved", eventId: "E3"));
        await story.PostWebhookAsync(Story.Webhook("incident.reopened", eventId: "E4"));
        await story.PostWebhookAsync(Story.Webhook("incident.resolved", eventId: "E5"));
        Assert.Single(story.Stage.GitHub.PullsOf(Cloud));
    });

    [Fact]
    public Task While_GitHub_is_down_nobody_waits_and_it_is_offered_when_it_is_back() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.GitHub.GoDown();
        await LivedThroughAsync(story);
        var markdown = await story.GetAsync($"api/incidents/{story.Incident!.Id}?format=markdown");
        Assert.Contains("Deployments: ⚠️ could not be read: GitHub failed with 503", markdown.Body, StringComparison.Ordinal);

        await story.AfterMinutesAsync(20);
        story.Stage.GitHub.ComeBack();
        await story.AfterMinutesAsync(6);
        story.Expect(Place.Thread, $"Postmortem draft: {Pull}");
    });

    [Fact]
    public Task A_token_that_may_only_read_is_said_with_where_the_draft_is() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.GitHub.ForbidWriting();
        await LivedThroughAsync(story);
        story.Expect(
            Place.Thread, "Postmortem draft: it could not be offered", "give it write access to contents",
            $"/api/incidents/{story.Incident!.Id}?format=markdown");
        (await story.GetAsync("api/incidents")).Expect(200, ("closed.0.whyNoPostmortem",
            $"GitHub__Token may not change the contents of {Cloud} (403): give it write access to contents."));
    });

    [Fact]
    public Task Without_a_folder_in_the_policy_none_is_offered_and_the_export_has_it() => Story.TellByPolicyAsync(azurite, Unnamed, async story =>
    {
        await LivedThroughAsync(story);
        Assert.Empty(story.Stage.GitHub.PullsOf(Cloud));
        var markdown = await story.GetAsync($"api/incidents/{story.Incident!.Id}?format=markdown");
        Assert.Contains("## Timeline", markdown.Body, StringComparison.Ordinal);
    });

    [Fact]
    public Task Incidents_are_listed_with_who_has_them_and_each_is_read_with_its_timeline() => Story.TellAsync(azurite, async story =>
    {
        Assert.Equal("""{"open":[],"closed":[]}""", (await story.GetAsync("api/incidents")).Body);
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterMinutesAsync(3);
        (await story.GetAsync("api/incidents")).Expect(200,
            ("open.0.state", "paging"), ("open.0.paged", "Ada"), ("open.0.acknowledgeBy", "2026-01-06T08:57:00+00:00"), ("open.0.age", "00:03:00"));
        await story.AcknowledgeAsync("ada");
        story.ExpectAcknowledged("Ada");
        (await story.GetAsync("api/incidents")).Expect(200,
            ("open.0.state", "acknowledged"), ("open.0.owner", "Ada"), ("open.0.timeToAcknowledge", "00:03:00"));
        await story.ResolveAsync("ada");
        story.ExpectResolved("Ada");

        var id = story.Incident!.Id;
        (await story.GetAsync("api/incidents")).Expect(200,
            ("open", "[]"), ("closed.0.id", id), ("closed.0.state", "resolved"), ("closed.0.timeToResolve", "00:03:00"),
            ("closed.0.postmortem", Pull), ("closed.0.markdown", $"/api/incidents/{id}?format=markdown"));
        (await story.GetAsync($"api/incidents?id={id}")).Expect(200,
            ("id", id), ("title", Story.PageTitle), ("leftOut", "0"), ("timeline.0.rule", "page-starts-an-incident"),
            ("timeline.1.what", "Ada acknowledged the page, 3 min after it."), ("timeline.1.who", "Ada"),
            ("timeline.3.what", $"A postmortem draft was offered: {Pull}"));
    });

    [Fact]
    public Task What_is_asked_wrongly_is_answered_with_how_to_ask() => Story.TellAsync(azurite, async story =>
    {
        (await story.GetAsync("api/incidents/PNOBODY")).Expect(404).Says("No incident 'PNOBODY' is known", "GET /api/incidents lists them");
        (await story.GetAsync("api/incidents?id=PNOBODY&format=markdown")).Expect(404);
        (await story.GetAsync("api/incidents/PNOBODY?format=pdf")).Expect(400).Says("'pdf' is none of json, markdown");
        (await story.GetAsync("api/incidents?format=markdown")).Expect(400).Says("A draft is of one incident");
        Assert.Equal(401, (await story.CallAsync("GET", "api/incidents", key: null)).Status);
    });

    [Fact]
    public Task Whoever_accepts_markdown_gets_it() => Story.TellAsync(azurite, async story =>
    {
        await LivedThroughAsync(story);
        story.Expect(Place.Thread, "Postmortem draft");
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(story.Stage.Address, $"api/incidents/{story.Incident!.Id}"));
        request.Headers.Add("x-functions-key", LocalSecrets.FunctionKey);
        request.Headers.Accept.ParseAdd("text/markdown");
        using var response = await http.SendAsync(request, Cancellation);
        Assert.Equal("text/markdown", response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith($"# {Story.PageTitle}\n", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    });

    [Fact]
    public Task The_draft_of_ours_is_the_one_that_the_handover_note_links() => Story.TellFromAsync(
        azurite, new DateTimeOffset(2026, 1, 12, 8, 30, 0, TimeSpan.Zero), async story =>
        {
            await story.PageAsync();
            story.Expect(Place.Channel, "Incident declared");
            await story.PostWebhookAsync(Story.Webhook("incident.resolved", story.Incident!.Id, eventId: "E9"));
            story.ExpectEverythingSoFar();
            // People have merged the draft: what is written of an incident that PagerDuty has open stands in the note.
            var pull = Assert.Single(story.Stage.GitHub.PullsOf(Cloud));
            story.Stage.GitHub.Write(Cloud, FileOf(story, "2026-01-12"), story.Stage.GitHub.Read(Cloud, pull.Head, FileOf(story, "2026-01-12"))!);
            await story.Stage.FastForwardAsync(TimeSpan.FromMinutes(31), Cancellation);
            var note = story.Stage.Slack.Messages.Last(message =>
                message.Channel == story.Stage.Policy.Channels.OnCall && message.ThreadTs is null);
            Assert.Contains(FileOf(story, "2026-01-12"), $"{note.Blocks}", StringComparison.Ordinal);
            story.ExpectEverythingSoFar();
        });

    static string Unnamed(string policy)
    {
        var without = string.Join('\n', policy.Split('\n').Where(line => !line.Contains("\"postmortems\"", StringComparison.Ordinal)));
        Assert.NotEqual(policy, without);
        return without;
    }

    static string FileOf(Story story, string day = "2026-01-06") =>
        $"docs/postmortems/{day}-{story.Incident!.Id}-cloud-api-answers-5xx.md";

    // Twelve minutes: acknowledged, a word outward, resolved. What comes of the postmortem is for each story.
    static async Task LivedThroughAsync(Story story)
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterMinutesAsync(3);
        await story.AcknowledgeAsync("ada");
        story.ExpectAcknowledged("Ada");
        await story.AfterMinutesAsync(5);
        await story.PressAsync("ada", "incident-still-investigating");
        story.Expect(Place.Thread, "Still investigating").Expect(Place.Thread, "Skipped so far").Expect(Place.Edited, "✅ 8.");
        await story.AfterMinutesAsync(4);
        await story.ResolveAsync("ada");
        story.Expect(Place.PagerDuty, "resolved by Ada").Expect(Place.Thread, "Resolved by Ada", "Timeline and postmortem draft")
            .Expect(Place.Edited, "Resolved by Ada");
    }
}
