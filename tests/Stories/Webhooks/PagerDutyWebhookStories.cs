using System.Text;
using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Site;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Webhooks;

/// <summary>What PagerDuty, or somebody who pretends to be PagerDuty, can send.</summary>
public class PagerDutyWebhookStories(AzuriteFixture azurite)
{
    static readonly byte[] Triggered = Story.Webhook("incident.triggered");

    [Fact]
    public Task The_published_example_is_accepted() => Story.TellAsync(azurite, async story =>
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Webhooks");
        var body = await File.ReadAllBytesAsync(Path.Combine(folder, "published-webhook.json"), TestContext.Current.CancellationToken);

        var (status, answer) = await story.PostWebhookAsync(
            body, "v1=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd");

        Assert.Equal((200, true), (status, answer.Contains("incident.priority_updated", StringComparison.Ordinal)));
    },
    ("PagerDuty__WebhookSecrets", "lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK"));

    [Fact]
    public Task One_of_two_signatures_is_enough_while_a_secret_is_rotated() => Story.TellAsync(azurite, async story =>
    {
        var signatures = $"{Story.Sign(Triggered, "the old secret")},{Story.Sign(Triggered, LocalSecrets.PagerDutyWebhookSecret)}";

        Assert.Equal(200, (await story.PostWebhookAsync(Triggered, signatures)).Status);
        story.Expect(Place.Channel, "Incident declared");
    });

    [Theory]
    [InlineData("")] // none at all
    [InlineData("v1=")]
    [InlineData("v1=not hex")]
    [InlineData("v1=7020c8a7ec668a9b7012bc3dd82e483394b038f4230acc6785efbf2a7d8bcaf5")] // somebody else's
    [InlineData("v0=7020c8a7ec668a9b7012bc3dd82e483394b038f4230acc6785efbf2a7d8bcaf5")]
    public Task Without_the_right_signature_nothing_is_taken(string signature) => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await story.PostWebhookAsync(Triggered, signature);

        Assert.Equal(401, status);
        Assert.Contains("PagerDuty__WebhookSecrets", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(LocalSecrets.PagerDutyWebhookSecret, answer, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_signature_with_an_empty_secret_is_refused() => Story.TellAsync(azurite, async story =>
        Assert.Equal(401, (await story.PostWebhookAsync(Triggered, Story.Sign(Triggered, ""))).Status));

    [Fact]
    public Task A_changed_body_does_not_fit_its_signature() => Story.TellAsync(azurite, async story =>
        Assert.Equal(401, (await story.PostWebhookAsync([.. Triggered, (byte)' '], Story.Sign(Triggered, LocalSecrets.PagerDutyWebhookSecret))).Status));

    [Fact]
    public Task A_body_of_1_MB_is_taken_and_its_title_is_cut() => Story.TellAsync(azurite, async story =>
    {
        var body = Story.Webhook("incident.triggered", title: new string('x', 1024 * 1024));

        Assert.Equal(200, (await story.PostWebhookAsync(body)).Status);
        story.Expect(Place.Channel, "Incident declared", "xxx…");
    });

    [Fact]
    public Task A_body_beyond_every_measure_is_refused() => Story.TellAsync(azurite, async story =>
        Assert.Equal(413, (await story.PostWebhookAsync(new byte[5 * 1024 * 1024])).Status));

    [Theory]
    [InlineData("this is not JSON")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"event\":{}}")]
    [InlineData("{\"event\":{\"id\":\"E1\",\"event_type\":\"incident.triggered\"}}")] // which incident?
    public Task A_signed_body_that_cannot_be_read_is_said_and_answered_2xx(string body) => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await story.PostWebhookAsync(Encoding.UTF8.GetBytes(body));

        Assert.Equal(200, status);
        Assert.Contains("malformed", answer, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("incident.pondered")] // PagerDuty may add types
    [InlineData("service.updated")]
    [InlineData("pagey.ping")] // the test button
    public Task An_event_type_that_nobody_acts_on_is_accepted(string type) => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await story.PostWebhookAsync(Story.Webhook(type));

        Assert.Equal((200, true), (status, answer.Contains("unused", StringComparison.Ordinal)));
    });

    [Fact]
    public Task The_same_webhook_five_times_at_once_is_one_incident_and_one_declaration() => Story.TellAsync(azurite, async story =>
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => story.PostWebhookAsync(Triggered, webhookId: "W1")));

        Assert.All(answers, answer => Assert.Equal(200, answer.Status));
        Assert.Single(answers, answer => answer.Body.Contains("taken", StringComparison.Ordinal));
        story.Expect(Place.Channel, "Incident declared");
    });

    [Fact]
    public Task A_replay_under_another_delivery_id_changes_nothing() => Story.TellAsync(azurite, async story =>
    {
        await story.PostWebhookAsync(Triggered, webhookId: "W1");
        story.Expect(Place.Channel, "Incident declared");

        Assert.Contains("known", (await story.PostWebhookAsync(Triggered, webhookId: "W2")).Body, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_resolve_that_overtakes_the_page_wins() => Story.TellAsync(azurite, async story =>
    {
        await story.PostWebhookAsync(Story.Webhook("incident.resolved", eventId: "E2"));
        await story.PostWebhookAsync(Triggered);

        await story.AfterMinutesAsync(60);
    });

    [Fact]
    public Task An_ack_whose_page_never_came_declares_the_incident_and_who_has_it() => Story.TellAsync(azurite, async story =>
    {
        await story.PostWebhookAsync(Story.Webhook("incident.acknowledged", eventId: "E2"));
        story.Expect(Place.Channel, "Incident declared").Expect(Place.Thread, "Ada").Expect(Place.Edited, "Ada has it");

        await story.AfterMinutesAsync(14);
    });

    [Fact]
    public Task While_storage_is_away_PagerDuty_is_asked_to_send_it_again() => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await story.PostWebhookAsync(Triggered);

        Assert.Equal(503, status);
        Assert.Contains("Storage cannot be reached", answer, StringComparison.Ordinal);
    },
    // Nothing listens on port 1.
    ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;"));
}
