using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;
using OnCall.Stories.Incidents;
using OnCall.Stories.Reports;

namespace OnCall.Stories.Triage;

/// <summary>"Check prod status. Check recent deploys. Check the reliability-report directory": by itself, and on demand.</summary>
public class TriageStories(AzuriteFixture azurite)
{
    const string Cloud = "novalien/novavms-cloud";
    const string Fine = "No suspect: everything that was looked at is fine.";

    // A neighbour that hangs is waited for in real time.
    static readonly TimeSpan Budget = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan Soon = TimeSpan.FromSeconds(0.3);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_deploy_before_the_page_is_the_prime_suspect_by_itself_and_the_checklist_is_ticked() => Story.TellTriagedAsync(azurite, async story =>
    {
        story.Stage.GitHub.Deploy(Cloud, "production", "v2.14.0", "ada", Stage.Curtain.AddMinutes(-40), "success");
        story.Stage.NovaVms.FailWith(503, "/api/v1/health");
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared").Expect(
            Place.Thread, "Prime suspect: novavms-cloud v2.14.0 to production, 40 min before the page, by ada.", "🔴 *Prod health*: 503 in",
            "🟠 *Deploys*: 1 in the last 24 h, 1 within 2 h before the page", "— *prime suspect*", "🟢 *Commits*: none in the last 24 h",
            "🟢 *Authenticated read*: 200 in", "🟢 *Gateways*: 412 of 420 online", "🟢 *Ingest*: 42 orgs writing", "cannot be looked at from here");
        story.Expect(Place.Edited, "✅ 3. Prod health checked: 503 in", "▫️ 4.", "✅ 5. Recent deploys checked: 1 in the last 24 h", "✅ 6.");
        await story.AfterMinutesAsync(5);
    });

    [Fact]
    public Task Asked_again_by_a_button_it_says_who_asked() => Story.TellTriagedAsync(azurite, async story =>
    {
        await DeclaredAsync(story);
        // Reading is for everybody, on call or not.
        await story.PressAsync("cyd", "incident-run-triage");
        story.Expect(Place.Thread, Fine, "Cyd asked.");
        story.ExpectEverythingSoFar();
    });

    [Fact]
    public Task A_run_that_takes_long_shows_how_far_it_is_and_the_same_message_becomes_what_was_found() => Story.TellTriagedAsync(
        azurite, async story =>
        {
            story.Stage.NovaVms.Hangs = true;
            await story.PageAsync();
            story.Expect(Place.Channel, "Incident declared").Expect(Place.Thread, "Triage is running:", "of 7 checks done, waiting for NovaVMS")
                .Expect(Place.Edited, "Failing now: prod health (no answer within 1.5 s); authenticated read", "⚠️ *Gateways*: could not be read: No answer within 1.5 s.")
                .Expect(Place.Edited, "Prod health checked: no answer within 1.5 s");
            Assert.Single(story.Stage.Slack.Messages, message => message.ThreadTs is not null);
        },
        policy => policy with { CheckWithin = Budget }, Soon);

    [Fact]
    public Task Pressed_by_two_people_at_once_it_is_one_run() => Story.TellTriagedAsync(
        azurite, async story =>
        {
            await DeclaredAsync(story);
            story.Stage.NovaVms.Hangs = true;
            var declaration = story.Stage.Slack.Messages.Last(message => message.ThreadTs is null && message.IsByApp);
            await Task.WhenAll(
                story.Stage.Slack.PressAsync(story.Stage.Person("ada"), declaration, "incident-run-triage", Cancellation),
                story.Stage.Slack.PressAsync(story.Stage.Person("ben"), declaration, "incident-run-triage", Cancellation));
            await story.Stage.SettleAsync(Cancellation);
            story.Expect(Place.Thread, "Failing now: prod health", "asked.").Expect(Place.Edited, "Prod health checked: no answer");
        },
        policy => policy with { CheckWithin = Budget });

    [Fact]
    public Task What_cannot_be_read_is_said_and_its_step_stays_open() => Story.TellTriagedAsync(azurite, async story =>
    {
        story.Stage.GitHub.GoDown();
        story.Stage.NovaVms.FailWith(503, "/api/v1/platform");
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared")
            .Expect(Place.Thread, "No suspect in what could be read. Could not be read: deploys, commits, reliability reports, gateways, ingest.",
                "⚠️ *Deploys*: could not be read: GitHub failed with 503")
            .Expect(Place.Edited, "✅ 3. Prod health checked: 200 in", "▫️ 5.", "▫️ 6.");
    });

    [Fact]
    public Task A_customers_report_has_its_org_looked_up() => Story.TellTriagedAsync(azurite, async story =>
    {
        story.AddHarbour();
        await story.PostAsync("api/reports", ReportActs.Total);
        story.Expect(Place.PagerDuty, "pages Ada").Expect(Place.Channel, "Incident declared")
            .Expect(Place.Thread, "Look at: org.", "🟠 *Org*: Harbour Logistics (org_7f3a)", "0 of 40 cameras online, 0 of 3 gateways online")
            .Expect(Place.Edited, "Prod health checked");
    });

    static async Task DeclaredAsync(Story story)
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared").Expect(Place.Thread, Fine).Expect(Place.Edited, "✅ 3. Prod health checked: 200 in");
    }
}
