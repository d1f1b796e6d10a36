using System.Globalization;
using System.Text.Json.Nodes;
using OnCall.LocalHost.NovaVms;

namespace OnCall.LocalHost.Drills;

/// <summary>What customers report, and security events.</summary>
static class ReportDrills
{
    const string Org = "org_7f3a";

    /// <summary>Half past eight in Berlin, on a Tuesday: half an hour before business hours.</summary>
    static readonly DateTimeOffset HalfPastEight = DateTimeOffset.Parse("2026-01-06T07:30:00Z", CultureInfo.InvariantCulture);

    public static IReadOnlyList<Drill> List { get; } =
    [
        new("customer-report", "A customer who lost playback waits for the morning; one who lost everything pages.",
            async (stage, cancellation) =>
            {
                stage.NovaVms.AddOrg(Org, "Harbour Logistics", "owner@harbour.example", allowsImpersonation: false);
                stage.NovaVms.SetOnline(Org, new SimulatedCount(37, 40), new SimulatedCount(3, 3));
                await stage.ReportAsync(Org, "playback", "3", "the timeline of the yard is empty", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(35), cancellation);

                stage.NovaVms.SetOnline(Org, new SimulatedCount(0, 40), new SimulatedCount(0, 3));
                await stage.ReportAsync(Org, "both", "all", "now everything is black", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
                await stage.ReportAsync(Org, "both", "all", "still black", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(3), cancellation);
                stage.PagerDuty.Resolve(stage.PagerDuty.Incidents.Single().Id, stage.Person("ada"));
                await stage.FastForwardAsync(TimeSpan.FromMinutes(2), cancellation);
            },
            [
                new("30:00", Place.NoiseChannel, "Only playback is lost, on 3 of 40 cameras"),
                new("35:00", Place.PagerDuty, "pages Ada (level 1): Customer lost live view and playback for the whole org: Harbour Logistics"),
                new("35:00", Place.Channel, "0 of 40 cameras online, 0 of 3 gateways online, impersonation not allowed"),
                .. TriageSightings.At("35:00", "Harbour Logistics (org_7f3a): 0 of 40 cameras online"),
                new("40:00", Place.PagerDuty, "resolved by Ada"),
                new("40:00", Place.Thread, "resolved"),
                new("40:00", Place.Edited, "Resolved by Ada"),
                new("40:00", Place.Thread, "Postmortem draft: https://github.com/novalien/novavms-cloud/pull/1"),
            ])
        { Start = HalfPastEight },

        new("credential-leak", "A confirmed leak pages at once, whatever is silenced; so does an impersonation by somebody unknown.",
            async (stage, cancellation) =>
            {
                await stage.SilenceAsync("cloud-api-5xx", cancellation);
                await stage.SilenceAsync("credential-leak", cancellation);
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
                .. TriageSightings.At("01:00"),
                new("03:00", Place.PagerDuty, "Impersonation by an unknown actor: stranger@example.com in org_7f3a"),
                new("03:00", Place.Channel, "stranger@example.com is not on call (on call are Ada, Ben, Lea, Tom)"),
                .. TriageSightings.At("03:00"),
            ]),
    ];

    static JsonObject StartedBy(string email) => new() { ["actor_email"] = email, ["org_id"] = Org, ["reason"] = "looking around" };

    static Task<SentEvent> SendAsync(Stage stage, string type, JsonObject data, CancellationToken cancellation) =>
        stage.NovaVms.SendEventAsync(type, data, cancellation);
}
