using OnCall.Core.Policy;
using static OnCall.Core.Tests.Detection.DetectorStory;

namespace OnCall.Core.Tests.Detection;

/// <summary>"More than 10% of online gateways drop simultaneously (mass disconnection)."</summary>
public class GatewaysTests
{
    // Online before and after, and what is said of it.
    [Theory]
    [InlineData(1000, 900, false, "not paged: 100 gateways of 1000 dropped: 10.0 % of more than 10 %")]
    [InlineData(1000, 899, true, "101 of 1000 gateways dropped at once (10.1 %)")]
    [InlineData(100_000, 89_999, true, "10001 of 100000 gateways dropped at once (10.001 %)")] // no rounding decides
    [InlineData(10, 9, false, "not paged: 1 gateway of 10 dropped: 10.0 % of more than 10 %")]
    [InlineData(10, 8, true, "2 of 10 gateways dropped at once (20.0 %)")]
    [InlineData(9, 0, false, "not paged: 9 gateways of 9 dropped: fewer than 10 gateways are too small a fleet for a mass drop")]
    [InlineData(412, 0, true, "412 of 412 gateways dropped at once (100.0 %)")]
    [InlineData(412, 411, false, "not paged: 1 gateway of 412 dropped: 0.2 % of more than 10 %")] // one gateway offline
    [InlineData(9_000_000_000_000_000, 8_100_000_000_000_000, false, "not paged: 900000000000000 gateways of 9000000000000000 dropped: 10.0 % of more than 10 %")]
    public void Only_more_than_10_percent_at_once_pages(long before, long after, bool pages, string says)
    {
        var story = Gateways().Reads(Online(before), "0:00", "1:00").Reads("1:30", Online(after));
        if (pages)
            story.Expect("pages gateways-drop/novavms.novalien.com", says);
        else
            story.ExpectWhy("1:30", says);
    }

    [Fact]
    public void A_drop_over_several_readings_within_the_window_is_one() => Gateways()
        .Reads("0:00", Online(412)).Reads("0:30", Online(400)).Reads("1:00", Online(385)).ExpectWhy("1:00",
            "not paged: 27 gateways of 412 dropped: 6.6 % of more than 10 %")
        .Reads("2:00", Online(370)).Expect("pages", "42 of 412", "within 2 min before 08:44:00 UTC");

    [Fact]
    public void A_slow_decline_is_no_mass_drop_however_far_it_goes()
    {
        var story = Gateways();
        for (var (minute, online) = (0, 1000L); minute < 60; minute++, online = online * 96 / 100)
            story.Reads($"{minute}:00", Online(online));
        Assert.DoesNotContain(story.Recorded, happened => happened is Core.Detection.DetectorEvent.Paged);
    }

    [Fact]
    public void A_small_drop_is_noise_once_with_its_worst() => Gateways()
        .Reads(Online(412), "0:00", "1:00").Reads("1:30", Online(411)).Reads("2:00", Online(409)).Reads("2:30", Online(410))
        .Reads(Online(410), "3:00", "3:30").Reads("4:00", Online(410))
        .Expect("noise gateway-offline: 3 gateways of 412 dropped; 3 gateways of 412 dropped: 0.7 % of more than 10 %")
        .Reads(Online(410), "4:30", "15:00").ExpectWhy("15:00", "not paged: 410 gateways are online since 08:44 UTC");

    [Fact]
    public void It_is_compared_with_the_level_before_until_the_fleet_is_back() => Gateways()
        .Reads(Online(400), "0:00", "1:00").Reads("1:30", Online(300)).Expect("pages", "100 of 400 gateways dropped at once (25.0 %)")
        .Reads(Online(300), "2:00", "14:30").ExpectWhy("14:30",
            "paged at 08:43 UTC: 100 of 400 gateways that were online within 2 min before 08:43:30 UTC dropped: 25.0 %, more than 10 %. 300 are online")
        .Reads(Online(359), "15:00", "20:00").Reads(Online(360), "20:30", "25:00")
        .ExpectWhy("25:00", "paged at 08:43 UTC, recovering: no more than 10 % are missing for 4 min 30 s of 5 min")
        .Reads("25:30", Online(360)).Expect("resolves gateways-drop/novavms.novalien.com");

    [Fact]
    public void What_fell_while_nobody_looked_for_a_few_minutes_is_judged_as_if_it_fell_at_once() => Gateways()
        .Reads(Online(400), "0:00", "1:00").Reads("11:00", Online(300)).Expect("pages", "100 of 400");

    [Fact]
    public void After_as_long_as_makes_it_blind_the_level_begins_anew() => Gateways()
        .Reads(Online(400), "0:00", "1:00").Reads("11:01", Online(300)).ExpectWhy("11:01", "not paged: 300 gateways are online since 08:53 UTC");

    [Fact]
    public void The_first_reading_is_the_level_and_no_drop() => Gateways()
        .Reads("0:00", Online(3)).ExpectWhy("0:00", "not paged: 3 gateways are online since 08:42 UTC");

    [Fact]
    public void The_line_the_window_and_the_smallest_fleet_are_the_policys()
    {
        var policy = DetectionPolicy.Standard with { Gateways = new GatewaysPolicy(50, TimeSpan.FromMinutes(1), 3) };
        Gateways(policy).Reads("0:00", Online(4)).Reads("0:30", Online(2)).Reads("1:00", Online(1)).Expect("pages", "3 of 4", "75.0 %");
        Gateways(policy).Reads(Online(4), "0:00").Reads("0:30", Online(3)).Reads("1:30", Online(1)).Expect("pages", "2 of 3", "66.7 %");
    }
}
