using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnCall.Core.Deploys;
using OnCall.Core.Incidents;
using OnCall.Core.Orgs;
using OnCall.Core.Postmortems;
using OnCall.Core.Triage;
using OnCall.Engine.Handovers;
using OnCall.Engine.Outbox;
using OnCall.Engine.Postmortems;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Triage;
using OnCall.Functions;
using OnCall.Functions.Settings;
using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Site;
using OnCall.LocalHost.Time;

namespace OnCall.Stories.OneMachine;

/// <summary>What the app, put together as it ships, reads of its neighbours GitHub and NovaVMS.</summary>
public sealed class HandoverSourcesStories
{
    const string Cloud = "novalien/novavms-cloud";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deploys_and_closed_orgs_are_read_with_no_settings_but_those_of_the_neighbourhood() => await WithAppAsync(
        [], async (neighbourhood, app) =>
        {
            var deployed = neighbourhood.GitHub!.Deploy(Cloud, "alpha", "v2.4.0", "ada");
            // The token has to come along to where GitHub sends us, or the repository is not there.
            neighbourhood.GitHub.Rename(Cloud, "novalien/cloud");
            neighbourhood.NovaVms!.AddOrg("org_1", "Airport", "owner@airport.example", allowsImpersonation: false);

            var deploy = Assert.Single(Assert.IsType<Listing<Deploy>.Read>(await DeploysAsync(app)).Items);
            Assert.Equal(("v2.4.0", "alpha", DeployState.InProgress, deployed.At), (deploy.Version, deploy.Environment, deploy.State, deploy.At));
            Assert.Equal([new Org("org_1", "Airport")], Assert.IsType<Listing<Org>.Read>(await OrgsAsync(app)).Items);

            neighbourhood.GitHub.GoDown();
            neighbourhood.NovaVms.GoDown();
            Assert.Contains("503", Assert.IsType<Listing<Deploy>.NotRead>(await DeploysAsync(app)).Why, StringComparison.Ordinal);
            Assert.Contains("503", Assert.IsType<Listing<Org>.NotRead>(await OrgsAsync(app)).Why, StringComparison.Ordinal);
        });

    [Fact]
    public async Task What_a_page_asks_of_GitHub_is_read_and_a_draft_is_offered_with_no_other_settings_either() => await WithAppAsync(
        [], async (neighbourhood, app) =>
        {
            var (gitHub, since) = (neighbourhood.GitHub!, Stage.Curtain.AddDays(-1));
            gitHub.Commit(Cloud, "Cache sessions", "ada", Stage.Curtain);
            gitHub.Deploy(Cloud, "production", "v2.4.0", "ada");
            gitHub.Write(Cloud, "docs/reliability-reports/2026-01-05.md", "Soak: FAILED");

            var commits = await app.Services.GetRequiredService<IRecentCommits>().ReadAsync(Cloud, since, Cancellation);
            Assert.Contains("Cache sessions", Assert.IsType<Listing<RecentCommit>.Read>(commits).Items.Select(commit => commit.Message));
            var deploys = await app.Services.GetRequiredService<IRecentDeploys>().ReadAsync(Cloud, since, Cancellation);
            Assert.Equal("production", Assert.Single(Assert.IsType<Listing<RecentDeploy>.Read>(deploys).Items).Environment);
            var reports = await app.Services.GetRequiredService<IReliabilityReports>().ReadAsync(Cancellation);
            Assert.IsType<SoakReading.Failed>(Assert.Single(Assert.IsType<Listing<ReliabilityReport>.Read>(reports).Items).Soak);

            var draft = new PostmortemDraft(new IncidentId("P1"), "2026-01-05-P1.md", "Postmortem draft", "Summary", "# P1");
            var offered = await app.Services.GetRequiredService<IPostmortemDesk>().OfferAsync(draft, Cancellation);
            Assert.Equal($"https://github.com/{Cloud}/pull/1", Assert.IsType<Delivery.Done>(offered).Receipt);
        });

    [Fact]
    public async Task Without_their_tokens_the_app_starts_and_says_which_setting_is_missing() => await WithAppAsync(
        new Dictionary<string, string> { ["GitHub__ApiUrl"] = "http://127.0.0.1:9/", ["NovaVms__BaseUrl"] = "http://127.0.0.1:9/" },
        async (neighbourhood, app) =>
        {
            Assert.Null(neighbourhood.GitHub);
            Assert.Null(neighbourhood.NovaVms);
            Assert.Equal("GitHub__Token is not set.", Assert.IsType<Listing<Deploy>.NotRead>(await DeploysAsync(app)).Why);
            Assert.Contains("NovaVms__ApiToken is not set.", Assert.IsType<Listing<Org>.NotRead>(await OrgsAsync(app)).Why, StringComparison.Ordinal);
        });

    [Fact]
    public void An_address_that_is_none_is_named() => Assert.Equal(
        ["GitHub__ApiUrl is not an address that begins with http:// or https://.",
            "NovaVms__BaseUrl is not an address that begins with http:// or https://."],
        Assert.Throws<SettingsException>(() => Build(
            new Dictionary<string, string>
            {
                ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
                ["ServiceBus"] = "Endpoint=sb://127.0.0.1/;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true",
                ["Slack__BotToken"] = "a",
                ["PagerDuty__ApiToken"] = "a",
                ["PagerDuty__WebhookSecrets"] = "a",
                ["PagerDuty__FromEmail"] = "a@b.c",
                ["GitHub__ApiUrl"] = "api.github.com",
                ["NovaVms__BaseUrl"] = "novavms",
            },
            new SimulatedClock(Stage.Curtain))).Errors);

    static Task<Listing<Deploy>> DeploysAsync(WebApplication app) => app.Services.GetRequiredService<IDeploys>().ReadAsync(Cancellation);

    static Task<Listing<Org>> OrgsAsync(WebApplication app) => app.Services.GetRequiredService<IClosedOrgs>().ReadAsync(Cancellation);

    static async Task WithAppAsync(Dictionary<string, string> given, Func<Neighbourhood, WebApplication, Task> act)
    {
        var clock = new SimulatedClock(Stage.Curtain);
        await using var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(PolicySource.Read(named: null).Policy, clock) { InMemory = true, Given = given }, Cancellation);
        await using var app = Build(new Dictionary<string, string>(neighbourhood.Settings.Concat(given)), clock);
        await act(neighbourhood, app);
    }

    static WebApplication Build(Dictionary<string, string> settings, TimeProvider clock) => OnCallApp.Build([], new OnCallAppAdjustment(
        configuration =>
        {
            configuration.Sources.Clear();
            configuration.AddAppSettings(settings);
        },
        logging => logging.ClearProviders(),
        parts => parts.AddSingleton(clock)));
}
