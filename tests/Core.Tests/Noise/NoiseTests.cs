using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Core.Policy;
using static OnCall.Core.Tests.Noise.NoiseStory;

namespace OnCall.Core.Tests.Noise;

/// <summary>Told from Tuesday, 6 January 2026, 10:00 in Berlin (09:00Z); people are at work from nine to five.</summary>
public class NoiseTests
{
    // When it is reported, and when it is said.
    [Theory]
    [InlineData("2026-01-06T07:59:59.9999999Z", "2026-01-06T08:00Z")] // a moment before nine
    [InlineData("2026-01-06T08:00Z", null)] // nine sharp: people are at work
    [InlineData("2026-01-06T15:59:59.9999999Z", null)] // a moment before five
    [InlineData("2026-01-06T16:00Z", "2026-01-07T08:00Z")] // five sharp: they have gone
    [InlineData("2026-01-06T22:59Z", "2026-01-07T08:00Z")] // before midnight in Berlin
    [InlineData("2026-01-06T23:01Z", "2026-01-07T08:00Z")] // and after it
    [InlineData("2026-01-09T16:00Z", "2026-01-12T08:00Z")] // Friday evening: on Monday
    [InlineData("2026-01-11T22:30Z", "2026-01-12T08:00Z")] // Sunday
    [InlineData("2026-12-24T16:00Z", "2026-12-28T08:00Z")] // Friday is Christmas, then comes a weekend
    [InlineData("2026-12-25T10:00Z", "2026-12-28T08:00Z")] // in the middle of the holiday
    [InlineData("2026-12-31T16:00Z", "2027-01-04T08:00Z")] // over New Year
    [InlineData("2026-03-27T16:00Z", "2026-03-30T07:00Z")] // clocks go forward on Sunday: nine is an hour earlier in UTC
    [InlineData("2026-10-23T15:00Z", "2026-10-26T08:00Z")] // clocks go back on Sunday
    public void Everything_else_is_handled_business_hours(string reported, string? said)
    {
        var story = new NoiseStory(WithHolidays).Until(reported).Report();
        if (said is null)
            story.ExpectTold("at once gateway-offline x1").ExpectWaiting();
        else
            Assert.Equal(At(said), Assert.Single(story.Book.Waiting).Until);
        story.ExpectNothingMore();
    }

    [Fact]
    public void What_happened_at_night_is_one_digest_at_the_next_opening_the_most_first() => new NoiseStory()
        .Until("2026-01-06T20:00Z").Report("search-slow")
        .Until("2026-01-06T23:00Z").Report()
        .Until("2026-01-07T03:00Z").Report("camera-offline").Report()
        .ExpectWaiting("search-slow x1 until 01-07 08:00", "gateway-offline x2 until 01-07 08:00", "camera-offline x1 until 01-07 08:00")
        .Until("2026-01-07T07:59:59.9999999Z").WakeUp()
        .Until("2026-01-07T08:00Z").WakeUp().ExpectTold("digest gateway-offline x2, camera-offline x1, search-slow x1").ExpectWaiting()
        .WakeUp().WakeUp().ExpectNothingMore();

    [Fact]
    public void At_the_very_opening_the_night_is_said_first_and_what_comes_then_at_once() => new NoiseStory()
        .Until("2026-01-07T07:00Z").Report()
        .Until("2026-01-07T08:00Z").Report()
        .ExpectTold("digest gateway-offline x1").ExpectTold("at once gateway-offline x1").ExpectWaiting();

    [Fact]
    public void In_business_hours_the_first_is_said_at_once_and_further_ones_together() => new NoiseStory()
        .Report().ExpectTold("at once gateway-offline x1").ExpectWaiting()
        .Until("2026-01-06T09:01Z").Report()
        .Until("2026-01-06T09:14:59.9999999Z").Report().WakeUp().ExpectWaiting("gateway-offline x2 until 01-06 09:15")
        .Until("2026-01-06T09:15Z").WakeUp().ExpectTold("bundle gateway-offline x2")
        .Until("2026-01-06T09:20Z").Report().ExpectWaiting("gateway-offline x1 until 01-06 09:30") // it goes on: still together
        .Until("2026-01-06T09:30Z").WakeUp().ExpectTold("bundle gateway-offline x1")
        .Until("2026-01-06T09:45Z").Report().ExpectTold("at once gateway-offline x1").ExpectWaiting(); // after a quiet quarter of an hour

    [Fact]
    public void A_report_at_the_end_of_a_bundle_belongs_to_the_next_one() => new NoiseStory()
        .Report().ExpectTold("at once gateway-offline x1")
        .Until("2026-01-06T09:01Z").Report()
        .Until("2026-01-06T09:15Z").Report().ExpectTold("bundle gateway-offline x1").ExpectWaiting("gateway-offline x1 until 01-06 09:30");

    [Fact]
    public void Each_rule_has_its_own_time() => new NoiseStory()
        .Report().ExpectTold("at once gateway-offline x1")
        .Until("2026-01-06T09:10Z").Report("search-slow").ExpectTold("at once search-slow x1").Report().Report("search-slow")
        .ExpectWaiting("gateway-offline x1 until 01-06 09:15", "search-slow x1 until 01-06 09:25")
        .Until("2026-01-06T09:15Z").WakeUp().ExpectTold("bundle gateway-offline x1").ExpectWaiting("search-slow x1 until 01-06 09:25");

    [Theory]
    [InlineData("2026-01-06T15:44:59Z", "01-06 15:59")] // its quarter of an hour ends before five
    [InlineData("2026-01-06T15:45Z", "01-07 08:00")] // at five people have gone
    [InlineData("2026-01-09T15:50Z", "01-12 08:00")] // and on Friday until Monday
    public void What_is_still_bundled_when_they_close_is_said_when_they_open(string first, string until) => new NoiseStory()
        .Until(first).Report().ExpectTold("at once gateway-offline x1").Report().ExpectWaiting($"gateway-offline x1 until {until}");

    [Fact]
    public void Nobody_is_told_at_night_because_a_knock_came_late() => new NoiseStory()
        .Report().ExpectTold("at once gateway-offline x1").Report()
        .Until("2026-01-06T21:00Z").WakeUp().ExpectWaiting("gateway-offline x1 until 01-07 08:00")
        .Until("2026-01-07T08:05Z").WakeUp().ExpectTold("digest gateway-offline x1").ExpectWaiting();

    [Fact]
    public void Whoever_reports_at_night_before_the_late_knock_loses_nothing() => new NoiseStory()
        .Report().ExpectTold("at once gateway-offline x1").Report()
        .Until("2026-01-06T21:00Z").Report().ExpectWaiting("gateway-offline x2 until 01-07 08:00");

    [Fact]
    public void What_is_silenced_is_counted_and_waits_for_the_next_digest() => new NoiseStory()
        .Report(silencedUntil: "2026-01-06T12:00Z").Report(silencedUntil: "2026-01-06T12:00Z")
        .ExpectWaiting("gateway-offline x2 until 01-07 08:00")
        .Until("2026-01-06T13:00Z").Report().ExpectTold("at once gateway-offline x1") // the silence is over
        .ExpectWaiting("gateway-offline x2 until 01-07 08:00")
        .Until("2026-01-07T08:00Z").WakeUp().ExpectTold("digest gateway-offline x2").ExpectWaiting();

    [Fact]
    public void Many_rules_at_once_are_not_said_one_by_one()
    {
        var story = new NoiseStory();
        for (var rule = 1; rule <= NoiseLimits.MaxAtOnce; rule++)
            story.Report($"rule-{rule}").ExpectTold($"at once rule-{rule} x1");
        story.Until("2026-01-06T09:10Z").Report("one-more").Report("another")
            .ExpectWaiting("one-more x1 until 01-06 09:15", "another x1 until 01-06 09:15")
            .Until("2026-01-06T09:15Z").WakeUp().ExpectTold("digest one-more x1, another x1")
            .Until("2026-01-06T09:16Z").Report("another").ExpectWaiting("another x1 until 01-06 09:30");
    }

    [Fact]
    public void Rules_for_which_there_is_no_room_are_counted_together_with_their_names()
    {
        var story = new NoiseStory().Until("2026-01-06T20:00Z");
        for (var rule = 1; rule <= NoiseLimits.MaxRules + 5; rule++)
            story.Report($"rule-{rule}");
        story.Report("rule-1");

        Assert.Equal(NoiseLimits.MaxRules + 1, story.Book.Waiting.Count);
        var others = story.Book.Waiting[^1];
        Assert.Equal((NoiseBundle.OtherRules, 5), (others.Rule, others.Count));
        Assert.Equal(NoiseLimits.MaxSentences, others.Newest.Count);
        Assert.Equal("rule-37: rule-37 was seen", others.Newest[0].What);
        Assert.Equal(2, story.Book.Waiting[0].Count);
        story.ExpectNothingMore();
    }

    [Fact]
    public void A_bundle_keeps_the_newest_sentences_the_first_and_last_time_and_the_latest_reason()
    {
        var story = new NoiseStory().Until("2026-01-06T20:00Z");
        for (var minute = 1; minute <= 5; minute++)
            story.Report().Until($"2026-01-06T20:0{minute}Z");

        var bundle = Assert.Single(story.Book.Waiting);
        Assert.Equal((5, At("2026-01-06T20:00Z"), At("2026-01-06T20:04Z")), (bundle.Count, bundle.First, bundle.Last));
        Assert.Equal(["20:04", "20:03", "20:02"], bundle.Newest.Select(one => one.At.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void A_channel_that_is_gone_loses_nothing_and_is_told_once_a_day()
    {
        var story = new NoiseStory().Until("2026-01-06T20:00Z").Report().Report();
        var digest = new Effect.TellDigest(story.Book.Waiting, At("2026-01-07T08:00Z"));
        story.Until("2026-01-07T08:00Z").WakeUp().ExpectTold("digest gateway-offline x2")
            .RefusedBySlack(digest).ExpectTold("notice #novavms-oncall-noise does not take what is said there: channel_not_found.")
            .ExpectWaiting("gateway-offline x2 until 01-08 08:00")
            .Report("search-slow").ExpectTold("at once search-slow x1")
            .RefusedBySlack(new Effect.TellNoise(NoiseBundle.Of(ReportAt(story.Now, "search-slow"), story.Now, null), story.Now))
            .ExpectWaiting("gateway-offline x2 until 01-08 08:00", "search-slow x1 until 01-08 08:00")
            .Until("2026-01-08T08:00Z").WakeUp().ExpectTold("digest gateway-offline x2, search-slow x1")
            .RefusedBySlack(new Effect.TellDigest(digest.Held, story.Now))
            .ExpectTold("notice #novavms-oncall-noise does not take what is said there: channel_not_found.");
    }

    [Fact]
    public void What_is_told_too_long_nameless_or_from_the_future_is_kept_within_limits()
    {
        var now = At("2026-01-06T09:00Z");
        var kept = NoiseLimits.Within(
            new NoiseReport("  ", new string('x', 1000), new string('y', 159) + "😀😀", now.AddHours(1), new Uri($"https://x.example/{new string('z', 300)}")), now);

        Assert.Equal(("unnamed", NoiseLimits.MaxTextLength, now, null), (kept.Rule, kept.What.Length, kept.At, kept.Url));
        Assert.Equal(new string('y', 159) + "…", kept.WhyNoPage);
    }

    static OnCallPolicy WithHolidays { get; } = Novalien.Policy with
    {
        BusinessHours = BusinessHours.Standard with { Holidays = [new DateOnly(2026, 12, 25), new DateOnly(2027, 1, 1)] },
    };
}
