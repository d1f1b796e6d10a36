using System.Globalization;
using OnCall.Core.Noise;
using OnCall.Engine.Noise;
using OnCall.Engine.Streams;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Noise;

/// <summary>"Everything else goes to #novavms-oncall-noise and is handled business hours."</summary>
public class NoiseStories(AzuriteFixture azurite)
{
    /// <summary>Tuesday, nine o'clock at night in Berlin: twelve hours before people are back.</summary>
    static readonly DateTimeOffset Evening = DateTimeOffset.Parse("2026-01-06T20:00:00Z", CultureInfo.InvariantCulture);

    static readonly TimeSpan UntilNine = TimeSpan.FromHours(12);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Everything_else_goes_to_novavms_oncall_noise_and_a_burst_of_it_comes_together() => Story.TellAsync(azurite, async story =>
    {
        await ReportAsync(story, "gateway-offline", "gateway berlin-03 is offline");
        story.Expect(Place.NoiseChannel, "gateway-offline", "gateway berlin-03 is offline", "Not paged: one of many", "wait until", "09:57");

        await story.AfterMinutesAsync(5);
        await ReportAsync(story, "gateway-offline", "gateway muc-01 is offline");
        await ReportAsync(story, "gateway-offline", "gateway ulm-02 is offline");
        (await story.GetAsync("api/noise")).Expect(200,
            ("reported", "3"), ("said", "1"), ("waiting.0.rule", "gateway-offline"), ("waiting.0.count", "2"),
            ("waiting.0.first", "2026-01-06T08:47:00+00:00"), ("waiting.0.until", "2026-01-06T08:57:00+00:00"),
            ("waiting.0.whyNoPage", "one of many"), ("waiting.0.newest.0.what", "gateway ulm-02 is offline"));

        await story.AfterMinutesAsync(9.99);
        await story.AfterMinutesAsync(0.01);
        story.Expect(Place.NoiseChannel, "*gateway-offline*: 2 reports", "gateway ulm-02 is offline", "gateway muc-01 is offline");
        (await story.GetAsync("api/noise")).Expect(200, ("reported", "3"), ("said", "3"), ("waiting", "[]"), ("digests", "[]"));
        await story.AfterMinutesAsync(60);
    });

    [Fact]
    public Task At_night_it_is_held_shown_and_said_as_one_digest_when_people_are_at_work() => Story.TellFromAsync(azurite, Evening, async story =>
    {
        for (var camera = 1; camera <= 5; camera++)
            await ReportAsync(story, "camera-offline", $"camera {camera} is offline");
        await story.AfterAsync(TimeSpan.FromHours(6));
        await ReportAsync(story, "search-slow", "a search took 9 s");

        (await story.GetAsync("api/noise")).Expect(200,
            ("said", "0"), ("waiting.0.rule", "camera-offline"), ("waiting.0.count", "5"), ("waiting.0.until", "2026-01-07T08:00:00+00:00"),
            ("waiting.1.rule", "search-slow"));
        var shown = await story.Stage.Slack.CommandAsync(story.Stage.Person("ben"), story.Stage.Policy.Channels.OnCall, "noise", Cancellation);
        Assert.Contains("6 reports wait", shown.Text, StringComparison.Ordinal);
        Assert.Contains("×5 until", shown.Text, StringComparison.Ordinal);
        story.ExpectEverythingSoFar();

        await story.AfterAsync(UntilNine - TimeSpan.FromHours(6));
        story.Expect(Place.NoiseChannel, "6 reports that paged nobody", "of 2 rules", "*camera-offline*: 5 reports", "*search-slow*: 1 report");
        (await story.GetAsync("api/noise")).Expect(200,
            ("said", "6"), ("digests.0.at", "2026-01-07T08:00:00+00:00"), ("digests.0.reports", "6"),
            ("digests.0.rules.0.rule", "camera-offline"), ("digests.0.rules.0.count", "5"));
        await story.AfterMinutesAsync(30);
    });

    [Fact]
    public Task While_Slack_is_away_the_digest_waits_and_comes_once() => Story.TellFromAsync(azurite, Evening, async story =>
    {
        await ReportAsync(story, "search-slow", "a search took 9 s");
        await story.AfterAsync(UntilNine - TimeSpan.FromMinutes(1));
        story.Stage.Slack.GoDown();
        await story.AfterMinutesAsync(20);

        story.Stage.Slack.ComeBack();
        await story.AfterMinutesAsync(10);
        story.Expect(Place.NoiseChannel, "1 report that paged nobody", "a search took 9 s");
        await story.AfterMinutesAsync(60);
    });

    [Fact]
    public Task A_noise_channel_that_is_gone_is_said_and_nothing_is_lost() => Story.TellFromAsync(azurite, Evening, async story =>
    {
        await ReportAsync(story, "search-slow", "a search took 9 s");
        story.Stage.Slack.Close(story.Stage.Policy.Channels.Noise.Id, "is_archived");
        await story.AfterAsync(UntilNine);
        story.Expect(Place.OnCallChannel, "#novavms-oncall-noise does not take what is said there", "Nothing is lost", "Thu 2026-01-08 09:00");
        (await story.GetAsync("api/noise")).Expect(200, ("said", "0"), ("waiting.0.until", "2026-01-08T08:00:00+00:00"));

        story.Stage.Slack.Reopen(story.Stage.Policy.Channels.Noise.Id);
        await story.AfterAsync(TimeSpan.FromHours(24));
        story.Expect(Place.NoiseChannel, "1 report that paged nobody", "a search took 9 s");
    });

    [Fact]
    public Task A_storm_is_counted_to_the_last_report_in_real_storage() => Story.TellFromAsync(azurite, Evening, async story =>
    {
        const int Reports = 200;
        await Task.WhenAll(Enumerable.Range(0, Reports).Select(i => ReportAsync(story, $"rule-{i % 5}", $"{i} was seen")));
        (await story.GetAsync("api/noise")).Expect(200, ("reported", "200"), ("waiting.0.count", "40"), ("waiting.4.count", "40"));
        await story.AfterAsync(UntilNine);
        story.Expect(Place.NoiseChannel, "200 reports that paged nobody", "of 5 rules");
    });

    [Fact]
    public Task While_storage_is_away_nobody_is_told_that_nothing_waits() => Story.TellAsync(azurite, async story =>
        (await story.GetAsync("api/noise")).Expect(503).Says("Storage cannot be reached"),
    // Nothing listens on port 1.
    ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;"));

    [Fact]
    public Task Whoever_has_no_key_is_told_nothing() => Story.TellAsync(azurite, async story =>
        Assert.Equal(401, (await story.CallAsync("GET", "api/noise", key: null)).Status));

    static async Task ReportAsync(Story story, string rule, string what)
    {
        var report = new NoiseReport(rule, what, "one of many", story.Stage.Clock.GetUtcNow());
        await story.Stage.Part<INoise>().ReportAsync(report, new InputId($"{rule} {what}"), Cancellation);
        await story.Stage.SettleAsync(Cancellation);
    }
}
