using System.Text.Json;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;
using OnCall.Stories.Reports;

namespace OnCall.Stories.Triage;

/// <summary><c>POST /api/triage</c> and <c>/oncall triage</c>: with an incident and without.</summary>
public class TriageOnDemandStories(AzuriteFixture azurite)
{
    const string Fine = "No suspect: everything that was looked at is fine.";

    static readonly TimeSpan Budget = TimeSpan.FromSeconds(2.5);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Over_HTTP_it_is_JSON_and_needs_no_incident() => Story.TellAsync(azurite, async story =>
    {
        story.AddHarbour();
        story.Stage.GitHub.Deploy("novalien/novavms-gateway", "production", "v1.9.3", "ben", Stage.Curtain.AddMinutes(-90), "success");
        var answer = (await story.PostAsync("api/triage", """{"org":"owner@harbour.example"}""")).Expect(200,
            ("incident", ""), ("verdict", "Prime suspect: novavms-gateway v1.9.3 to production, 1 h 30 min ago, by ben."),
            ("asOf", "2026-01-06T08:42:00+00:00"), ("checks.0.check", "deploys"), ("checks.0.mark", "suspect"),
            ("checks.0.lines.0.isSuspect", "True"), ("checks.1.check", "org"), ("checks.1.says", "Harbour Logistics (org_7f3a)"));
        using var json = JsonDocument.Parse(answer.Body);
        Assert.Equal(8, json.RootElement.GetProperty("checks").GetArrayLength());

        (await story.PostAsync("api/triage", "")).Expect(200, ("checks.6.check", "ingest"));
    });

    [Fact]
    public Task With_an_incident_its_thread_and_its_checklist_have_it_too() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        (await story.PostAsync("api/triage", $$"""{"incident":"{{story.Incident!.Id}}","by":"cyd"}""")).Expect(200,
            ("incident", story.Incident.Id), ("verdict", Fine));
        story.Expect(Place.Thread, Fine, "Cyd asked.").Expect(Place.Edited, "✅ 5. Recent deploys checked: none in the last 24 h");
    });

    [Fact]
    public Task What_is_asked_for_wrongly_is_refused_and_says_how_to_mend_it() => Story.TellAsync(azurite, async story =>
    {
        (await story.PostAsync("api/triage", """{"incident":"PNONE01"}""")).Expect(404)
            .Says("No open incident is called 'PNONE01': no incident is open.", "Leave incident out");
        (await story.PostAsync("api/triage", "{")).Expect(400).Says("The body cannot be read", "write a JSON object");
        (await story.PostAsync("api/triage", """{"org":"two words","incidnet":"P1"}""")).Expect(422)
            .Says("org: is neither an org's id nor an e-mail", "incidnet: means nothing here");
        Assert.Equal(401, (await story.CallAsync("POST", "api/triage", "{}", key: null)).Status);
    });

    [Fact]
    public Task Typed_with_an_open_incident_the_result_comes_into_its_thread() => Story.TellAsync(azurite, async story =>
    {
        story.AddHarbour();
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await TypeAsync(story, "ben", "triage", "Triage is running.", story.Incident!.Id, "#novavms-incident-live");
        story.Expect(Place.Thread, Fine, "Ben asked.").Expect(Place.Edited, "✅ 3.");
        await story.AfterMinutesAsync(1);
        await TypeAsync(story, "ada", $"triage {story.Incident.Id} org_7f3a", "Triage is running.");
        story.Expect(Place.Thread, "Ada asked.", "Harbour Logistics (org_7f3a): 0 of 40 cameras online");
        story.ExpectEverythingSoFar();
        await TypeAsync(story, "ada", "triage PNONE01", "no open incident has the id 'PNONE01'", story.Incident.Id);
    });

    [Fact]
    public Task Typed_without_an_incident_only_whoever_asked_sees_it() => Story.TellAsync(azurite, story =>
        TypeAsync(story, "cyd", "triage", Fine, "*Gateways*: 412 of 420 online"));

    [Fact]
    public Task Typed_while_a_neighbour_hangs_it_is_said_later_also_where_the_app_is_no_member() => Story.TellTriagedAsync(
        azurite, async story =>
        {
            story.Stage.NovaVms.Hangs = true;
            story.Stage.Slack.Close(story.Stage.Policy.Channels.OnCall.Id, "not_in_channel");
            await TypeAsync(story, "cyd", "triage", "Triage is running.", "for your eyes only");
            await Eventually.TrueAsync(() => story.Stage.Sightings.Any(seen => seen.Place == Place.Ephemeral), "the result is shown");
            story.Expect(Place.Ephemeral, "to Cyd:", "Failing now: prod health (no answer within 2.5 s)");
        },
        policy => policy with { CheckWithin = Budget });

    static async Task TypeAsync(Story story, string person, string text, params IEnumerable<string> says)
    {
        var shown = await story.Stage.Slack.CommandAsync(
            story.Stage.Person(person), story.Stage.Policy.Channels.OnCall, text, Cancellation);
        await story.Stage.SettleAsync(Cancellation);
        Assert.True(shown.IsPrivate);
        Assert.All(says, expected => Assert.Contains(expected, shown.Text, StringComparison.Ordinal));
    }
}
