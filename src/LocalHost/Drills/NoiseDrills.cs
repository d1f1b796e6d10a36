using System.Globalization;
using System.Text.Json.Nodes;
using OnCall.LocalHost.NovaVms;

namespace OnCall.LocalHost.Drills;

/// <summary>What is not page-worthy: a weekend of it, and a morning.</summary>
static class NoiseDrills
{
    const string OldMill = "org_old_mill";

    /// <summary>Friday, ten to five in Berlin: ten minutes before people go home.</summary>
    static readonly DateTimeOffset FridayEvening = DateTimeOffset.Parse("2026-01-16T15:50:00Z", CultureInfo.InvariantCulture);

    static readonly DateTimeOffset QuarterPastNine = DateTimeOffset.Parse("2026-01-19T08:15:00Z", CultureInfo.InvariantCulture);

    public static IReadOnlyList<Drill> List { get; } =
    [
        new("noisy-night", "A weekend of small things pages nobody; on Monday at nine one digest tells all of them.",
            async (stage, cancellation) =>
            {
                stage.NovaVms.AddOrg(OldMill, "Old Mill", "owner@old-mill.example", allowsImpersonation: false);
                stage.NovaVms.SetOnline(OldMill, new SimulatedCount(11, 12), new SimulatedCount(1, 1));
                await SendAsync(stage, "search.slow", "a search over 30 days took 9 s", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(5), cancellation);
                await SendAsync(stage, "search.slow", "a search over 90 days took 14 s", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(25), cancellation);
                await PlayNightAsync(stage, cancellation);
                await stage.FastForwardAsync(QuarterPastNine - stage.Clock.GetUtcNow(), cancellation);
                await SendAsync(stage, "gateway.offline", "gateway muc-01 is offline", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(30), cancellation);
            },
            [
                new("00:00", Place.NoiseChannel, "a search over 30 days took 9 s"),
                new("3850:00", Place.NoiseChannel, "18 reports that paged nobody"),
                new("3850:00", Place.DirectMessage, "Your handover to Cyd is due"),
                new("3865:00", Place.NoiseChannel, "gateway muc-01 is offline"),
            ])
        { Start = FridayEvening },
    ];

    // Friday, twenty past five, until Saturday at half past one.
    static async Task PlayNightAsync(Stage stage, CancellationToken cancellation)
    {
        await SendAsync(stage, "gateway.offline", "gateway berlin-03 is offline", cancellation);
        for (var camera = 1; camera <= 12; camera++)
        {
            await stage.FastForwardAsync(TimeSpan.FromMinutes(10), cancellation);
            await SendAsync(
                stage, "camera.offline", string.Create(CultureInfo.InvariantCulture, $"camera {camera} is offline"), cancellation, OldMill);
        }

        await stage.FastForwardAsync(TimeSpan.FromHours(3), cancellation);
        await SendAsync(stage, "org.silent", "no events for 5 minutes", cancellation, "org_7f3a");
        await SendAsync(stage, "gateway.offline", "gateway hamburg-11 is offline", cancellation);
        await stage.FastForwardAsync(TimeSpan.FromHours(3), cancellation);
        await SendAsync(stage, "search.slow", "a search over 30 days took 11 s", cancellation);
        await stage.ReportAsync(OldMill, "playback", "1", "the camera at the gate has no timeline", cancellation);
    }

    static async Task SendAsync(Stage stage, string type, string what, CancellationToken cancellation, string? org = null)
    {
        var data = new JsonObject { ["summary"] = what };
        if (org is not null)
            data["org_id"] = org;
        await stage.NovaVms.SendEventAsync(type, data, cancellation);
        await stage.SettleAsync(cancellation);
    }
}
