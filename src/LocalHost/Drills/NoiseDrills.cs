using System.Globalization;
using OnCall.Core.Noise;
using OnCall.Engine.Noise;
using OnCall.Engine.Streams;

namespace OnCall.LocalHost.Drills;

/// <summary>What is not page-worthy: a weekend of it, and a morning.</summary>
static class NoiseDrills
{
    const string NotOne = "a single camera offline is a support ticket";

    /// <summary>Friday, ten to five in Berlin: ten minutes before people go home.</summary>
    static readonly DateTimeOffset FridayEvening = DateTimeOffset.Parse("2026-01-16T15:50:00Z", CultureInfo.InvariantCulture);

    static readonly DateTimeOffset QuarterPastNine = DateTimeOffset.Parse("2026-01-19T08:15:00Z", CultureInfo.InvariantCulture);

    public static IReadOnlyList<Drill> List { get; } =
    [
        new("noisy-night", "A weekend of small things pages nobody; on Monday at nine one digest tells all of them.",
            async (stage, cancellation) =>
            {
                await ReportAsync(stage, "search-slow", "a search over 30 days took 9 s", "no rule pages for a slow query", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(5), cancellation);
                await ReportAsync(stage, "search-slow", "a search over 90 days took 14 s", "no rule pages for a slow query", cancellation);
                await stage.FastForwardAsync(TimeSpan.FromMinutes(25), cancellation);
                await PlayNightAsync(stage, cancellation);
                await stage.FastForwardAsync(QuarterPastNine - stage.Clock.GetUtcNow(), cancellation);
                await ReportAsync(
                    stage, "gateway-offline", "gateway muc-01 is offline", "one gateway of 412 is 0.2 %, of more than 10 %", cancellation);
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
        await ReportAsync(
            stage, "gateway-offline", "gateway berlin-03 is offline", "one gateway of 412 is 0.2 %, of more than 10 %", cancellation);
        for (var camera = 1; camera <= 12; camera++)
        {
            await stage.FastForwardAsync(TimeSpan.FromMinutes(10), cancellation);
            var what = string.Create(CultureInfo.InvariantCulture, $"camera {camera} of Old Mill is offline");
            await ReportAsync(stage, "camera-offline", what, NotOne, cancellation);
        }

        await stage.FastForwardAsync(TimeSpan.FromHours(3), cancellation);
        await ReportAsync(stage, "org-silent", "org_7f3a has sent no events for 5 minutes", "the other 37 orgs send theirs", cancellation);
        await ReportAsync(
            stage, "gateway-offline", "gateway hamburg-11 is offline", "one gateway of 412 is 0.2 %, of more than 10 %", cancellation);
        await stage.FastForwardAsync(TimeSpan.FromHours(3), cancellation);
        await ReportAsync(stage, "search-slow", "a search over 30 days took 11 s", "no rule pages for a slow query", cancellation);
        await ReportAsync(stage, "customer-report", "Old Mill cannot play back one camera", "live view works, and it is one camera", cancellation);
    }

    static async Task ReportAsync(Stage stage, string rule, string what, string why, CancellationToken cancellation)
    {
        var now = stage.Clock.GetUtcNow();
        var input = new InputId(string.Create(CultureInfo.InvariantCulture, $"drill-{rule}-{what}-{now:O}"));
        await stage.Part<INoise>().ReportAsync(new NoiseReport(rule, what, why, now), input, cancellation);
        await stage.SettleAsync(cancellation);
    }
}
