using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OnCall.LocalHost.NovaVms;
using OnCall.LocalHost.Site;

namespace OnCall.LocalHost.Drills;

/// <summary>What customers report, and security events.</summary>
static class ReportDrills
{
    const string Org = "org_7f3a";
    static readonly HttpClient Http = new();

    /// <summary>Half past eight in Berlin, on a Tuesday: half an hour before business hours.</summary>
    static readonly DateTimeOffset HalfPastEight = DateTimeOffset.Parse("2026-01-06T07:30:00Z", CultureInfo.InvariantCulture);

    public static IReadOnlyList<Drill> List { get; } =
    [
        new("customer-report", "A customer who lost playback waits for the morning; one who lost everything pages.",
            async (stage, cancellation) =>
            {
                stage.NovaVms.AddOrg(Org, "Harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
                stage.NovaVms.SetOnline(Org, new SimulatedCount(37, 40), new SimulatedCount(3, 3));
                await ReportAsync(stage, "playback", "3", "the timeline of the yard is empty", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(35), cancellation);

                stage.NovaVms.SetOnline(Org, new SimulatedCount(0, 40), new SimulatedCount(0, 3));
                await ReportAsync(stage, "both", "all", "now everything is black", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
                await ReportAsync(stage, "both", "all", "still black", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(3), cancellation);
                stage.PagerDuty.Resolve(stage.PagerDuty.Incidents.Single().Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
            },
            [
                new("30:00", Place.NoiseChannel, "Only playback is lost, on 3 of 40 cameras"),
                new("35:00", Place.PagerDuty, "pages Ada (level 1): Customer lost live view and playback for the whole org: Harbour Logistics"),
                new("35:00", Place.Channel, "0 of 40 cameras online, 0 of 3 gateways online, impersonation not allowed"),
                new("40:00", Place.PagerDuty, "resolved by Ada"),
                new("40:00", Place.Thread, "resolved"),
                new("40:00", Place.Edited, "Resolved by Ada"),
            ])
        { Start = HalfPastEight },

        new("credential-leak", "A confirmed leak pages at once, whatever is silenced; so does an impersonation by somebody unknown.",
            async (stage, cancellation) =>
            {
                await SilenceAsync(stage, "cloud-api-5xx", cancellation);
                await SilenceAsync(stage, "credential-leak", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(1), cancellation);
                await SendAsync(stage, "credential_leak.confirmed", new() { ["what"] = "API key in a public repository" }, cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(1), cancellation);
                await SendAsync(stage, "platform.impersonation_started", StartedBy("ada@novalien.com"), cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(1), cancellation);
                await SendAsync(stage, "platform.impersonation_started", StartedBy("stranger@example.com"), cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(1), cancellation);
            },
            [
                new("00:00", Place.OnCallChannel, "Silenced until"),
                new("01:00", Place.PagerDuty, "pages Ada (level 1): Confirmed credential leak: API key in a public repository"),
                new("01:00", Place.Channel, "NovaVMS reports a confirmed credential leak"),
                new("03:00", Place.PagerDuty, "Impersonation by an unknown actor: stranger@example.com in org_7f3a"),
                new("03:00", Place.Channel, "stranger@example.com is not on call (on call are Ada, Ben, Lea, Tom)"),
            ]),
    ];

    static JsonObject StartedBy(string email) => new() { ["actor_email"] = email, ["org_id"] = Org, ["reason"] = "looking around" };

    static Task<SentEvent> SendAsync(Stage stage, string type, JsonObject data, CancellationToken cancellation) =>
        stage.NovaVms.SendEventAsync(type, data, cancellation);

    static Task ReportAsync(Stage stage, string lost, string cameras, string words, CancellationToken cancellation) => PostAsync(
        stage, "api/reports",
        new() { ["org"] = Org, ["lost"] = lost, ["cameras"] = cameras, ["words"] = words, ["by"] = "cyd" }, cancellation);

    static Task SilenceAsync(Stage stage, string alert, CancellationToken cancellation) => PostAsync(
        stage, "api/silences",
        new() { ["alert"] = alert, ["kind"] = "silence", ["why"] = "a quiet day", ["for"] = "02:00:00", ["by"] = "ada" }, cancellation);

    // What comes of it is what people see.
    static async Task PostAsync(Stage stage, string path, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stage.Address, path));
        request.Headers.Add("x-functions-key", LocalSecrets.FunctionKey);
        request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using var response = await Http.SendAsync(request, cancellation);
        await stage.SettleAsync(cancellation);
    }
}
