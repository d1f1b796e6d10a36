using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Reports;

/// <summary>"A customer reports total loss of live view AND playback for an entire org": over HTTP, as support does.</summary>
public class ReportStories(AzuriteFixture azurite)
{
    [Fact]
    public Task A_customer_reports_total_loss_of_live_view_and_playback_for_an_entire_org_and_it_pages() => Story.TellAsync(azurite, async story =>
    {
        story.AddHarbour();
        (await story.PostAsync("api/reports", ReportActs.Total)).Expect(201,
            ("outcome", "paged"), ("key", "customer-report/org_7f3a"), ("org.name", "Harbour Logistics"), ("org.cameras.online", "0"),
            ("org.cameras.total", "40"), ("org.allowsImpersonation", "False"),
            ("search", "Cross-org search found Harbour Logistics (org_7f3a) of owner@harbour.example: 0 of 40 cameras online, "
                + "0 of 3 gateways online, impersonation not allowed."));
        story.Expect(Place.PagerDuty, "pages Ada (level 1): Customer lost live view and playback for the whole org: Harbour Logistics (org_7f3a)");
        story.Expect(Place.Channel, "Incident declared", "Harbour Logistics", "Cyd reports total loss", "all cameras are black since 9",
            "0 of 40 cameras online");
        Assert.Contains("/api/v1/platform/orgs/search?q=org_7f3a", story.Stage.NovaVms.Calls);
    });

    [Fact]
    public Task A_second_report_pages_nobody_and_after_the_end_the_next_one_pages_anew() => Story.TellAsync(azurite, async story =>
    {
        story.AddHarbour();
        await story.PostAsync("api/reports", ReportActs.Total);
        story.Expect(Place.PagerDuty, "pages Ada").Expect(Place.Channel, "Incident declared");

        // By the owner's e-mail it is the same org.
        var byEmail = ReportActs.Total.Replace("\"org\":\"org_7f3a\"", "\"ownerEmail\":\"Owner@harbour.example\"", StringComparison.Ordinal);
        (await story.PostAsync("api/reports", byEmail)).Expect(200,
            ("outcome", "paged-before"), ("key", "customer-report/org_7f3a"), ("pagedSince", "2026-01-06T08:42:00+00:00"));
        story.ExpectNothingMore();

        await story.AfterMinutesAsync(1);
        story.Stage.PagerDuty.Resolve(Assert.Single(story.Stage.PagerDuty.Incidents).Id, story.Stage.Person("ada"));
        await story.Stage.SettleAsync(TestContext.Current.CancellationToken);
        story.Expect(Place.PagerDuty, "resolved by Ada").Expect(Place.Thread, "resolved").Expect(Place.Edited, "Resolved by Ada").Expect(Place.Thread, "Postmortem draft");

        (await story.PostAsync("api/reports", ReportActs.Total)).Expect(201, ("outcome", "paged"));
        story.Expect(Place.PagerDuty, "pages Ada").Expect(Place.Channel, "Incident declared");
    });

    [Theory]
    [InlineData("live-view", "all", "Only live view is lost, and playback still works.")]
    [InlineData("playback", "3", "Only playback is lost, on 3 of 40 cameras.")]
    [InlineData("both", "39", "39 of 40 cameras and not the whole org.")]
    public Task One_of_the_two_or_some_cameras_is_a_ticket_and_says_why_it_does_not_page(string lost, string cameras, string why) =>
        Story.TellAsync(azurite, async story =>
        {
            story.AddHarbour();
            var body = $$"""{"org":"org_7f3a","lost":"{{lost}}","cameras":"{{cameras}}","words":"no picture","by":"ada"}""";
            var answer = (await story.PostAsync("api/reports", body)).Expect(201, ("outcome", "ticket"));
            Assert.Equal($"{why} It pages when live view and playback are lost for the whole org.", answer["why"]);
            story.Expect(Place.NoiseChannel, "Harbour Logistics", "no picture");

            // Sent again, it is the same ticket.
            (await story.PostAsync("api/reports", body)).Expect(200, ("outcome", "ticket-before"));
        });

    [Fact]
    public Task A_search_that_does_not_answer_keeps_no_P1_from_paging() => Story.TellAsync(azurite, async story =>
    {
        story.Stage.NovaVms.GoDown();
        (await story.PostAsync("api/reports", ReportActs.Total)).Expect(201,
            ("outcome", "paged"), ("key", "customer-report/org_7f3a"), ("org", ""),
            ("search", "The org could not be looked up: NovaVMS failed with 503 ServiceUnavailable. Confirm the state yourself."));
        story.Expect(Place.PagerDuty, "pages Ada", "org_7f3a")
            .Expect(Place.Channel, "Incident declared", "could not be looked up: NovaVMS failed with 503");

        // Once it answers again, it is the same org.
        story.Stage.NovaVms.ComeBack();
        story.AddHarbour();
        (await story.PostAsync("api/reports", ReportActs.Total)).Expect(200, ("outcome", "paged-before"));
    });

    [Fact]
    public Task What_PagerDuty_refuses_for_good_is_shouted_in_the_on_call_channel() => Story.TellAsync(azurite, async story =>
    {
        story.AddHarbour();
        (await story.PostAsync("api/reports", ReportActs.Total)).Expect(201, ("outcome", "paged"));
        story.Expect(Place.OnCallChannel, "A P1 could not be paged", "Harbour Logistics", "@Ada");

        // It is not open anywhere, so the next report tries again.
        (await story.PostAsync("api/reports", ReportActs.Total)).Expect(201, ("outcome", "paged"));
        story.Expect(Place.OnCallChannel, "A P1 could not be paged");

        story.Stage.PagerDuty.RoutingKey = "ffffffffffffffffffffffffffffffff";
        await story.AfterMinutesAsync(5);
        story.Expect(Place.PagerDuty, "pages Ada (level 1)", "Harbour Logistics")
            .Expect(Place.OnCallChannel, "PagerDuty takes the alert customer-report now")
            .Expect(Place.Channel, "Incident declared");
    },
    ("PagerDuty__RoutingKey", "ffffffffffffffffffffffffffffffff"));

    [Fact]
    public Task What_cannot_be_is_refused_with_every_field_and_nothing_is_stored() => Story.TellAsync(azurite, async story =>
    {
        story.AddHarbour();
        story.Stage.NovaVms.AddOrg("org_11c0", "Harbour East", "owner@harbour.example", allowsImpersonation: true);
        foreach (var (body, name, field, says) in new[]
        {
            ("""{"lost":"both","cameras":"all","words":"x","by":"ada"}""", "org-missing", "org", "write the org's id"),
            ("""{"org":"a","ownerEmail":"a@b.example","lost":"both","cameras":"all","words":"x","by":"ada"}""", "both", "ownerEmail", "only one"),
            ("""{"org":"two words","lost":"both","cameras":"all","words":"x","by":"ada"}""", "no-org", "org", "such as org_7f3a"),
            ("""{"ownerEmail":"owner","lost":"both","cameras":"all","words":"x","by":"ada"}""", "no-org", "ownerEmail", "no e-mail"),
            ("""{"org":"org_7f3a","cameras":"all","words":"x","by":"ada"}""", "lost-missing", "lost", "live-view, playback, both"),
            ("""{"org":"org_7f3a","lost":"sound","cameras":"all","words":"x","by":"ada"}""", "lost-unknown", "lost", "live-view, playback, both"),
            ("""{"org":"org_7f3a","lost":"both","words":"x","by":"ada"}""", "cameras-missing", "cameras", "for the whole org"),
            ("""{"org":"org_7f3a","lost":"both","cameras":"-1","words":"x","by":"ada"}""", "no-number", "cameras", "how many"),
            ("""{"org":"org_7f3a","lost":"both","cameras":"0","words":"x","by":"ada"}""", "cameras-none", "cameras", "less than one"),
            ("""{"org":"org_7f3a","lost":"both","cameras":"all","by":"ada"}""", "words-missing", "words", "say it in a few words"),
            ("""{"org":"org_7f3a","lost":"both","cameras":"all","words":"x"}""", "by-missing", "by", "or a name"),
            ("""{"org":"org_7f3a","lost":"both","cameras":"all","words":"x","by":"ada","who":"x"}""", "unknown-field", "who", "remove it"),
            ("""{"org":"org_7f3","lost":"both","cameras":"all","words":"x","by":"ada"}""", "org-unknown", "org", "it finds Harbour Logistics (org_7f3a), 0 of 40"),
            ("""{"org":"org_none","lost":"both","cameras":"all","words":"x","by":"ada"}""", "org-unknown", "org", "Ask the customer"),
            ("""{"ownerEmail":"owner@harbour.example","lost":"both","cameras":"all","words":"x","by":"ada"}""", "org-ambiguous", "ownerEmail",
                "2 orgs belong to 'owner@harbour.example': Harbour East (org_11c0), 12 of 12"),
        })
            (await story.PostAsync("api/reports", body)).Expect(422, ("refusals.0.name", name), ("refusals.0.field", field)).Says(says);

        (await story.PostAsync("api/reports", "[]")).Expect(400).Says("write a JSON object");
        Assert.Equal(401, (await story.CallAsync("POST", "api/reports", ReportActs.Total, key: null)).Status);
        Assert.Empty(story.Stage.PagerDuty.Incidents);
    });
}
