using OnCall.Core.Detection;
using OnCall.Core.Policy;
using static OnCall.Core.Tests.Detection.DetectorStory;

namespace OnCall.Core.Tests.Detection;

/// <summary>"Cloud API returns 5xx for more than 2 minutes on /api/v1/health or on authenticated reads."</summary>
public class CloudApiTests
{
    static readonly Reading Fails = Answers(503);
    static readonly Reading Well = Answers(200);

    // The newest failing reading after the first one, and what is said of it.
    [Theory]
    [InlineData("1:59", false, "not paged: 5xx for 1 min 59 s of 2 min")]
    [InlineData("2:00", false, "not paged: 5xx for 2 min of 2 min")]
    [InlineData("2:01", true, "5xx for 2 min 1 s, more than 2 min: 5 probes failed since 08:42:00 UTC. Last: health 503, authenticated read 503")]
    public void Only_5xx_for_more_than_2_minutes_pages(string newest, bool pages, string why)
    {
        var story = Api().Reads(Fails, "0:00", "0:30", "1:00", "1:30").Reads(newest, Fails);
        if (pages)
            story.Expect("pages cloud-api-5xx/novavms.novalien.com: The cloud API fails: 5xx for more than 2 min", why)
                .ExpectWhy("2:01", $"paged at 08:44 UTC: {why}");
        else
            story.ExpectWhy(newest, why);
    }

    [Fact]
    public void What_was_short_of_it_is_noise_when_it_is_over() => Api()
        .Reads(Well, "0:00").Reads(Fails, "0:30", "2:00").Reads(Well, "2:30")
        .ExpectWhy("2:30", "not paged: 5xx for 1 min 30 s of 2 min") // one good answer proves nothing yet
        .Reads(Well, "3:00").Expect("noise cloud-api-5xx: Cloud API: 5xx for 1 min 30 s; 5xx for 1 min 30 s of 2 min")
        .ExpectWhy("3:00", "not paged: both endpoints answer since 08:44 UTC");

    [Fact]
    public void A_single_failure_is_noise_too() => Api()
        .Reads(Fails, "0:00").Reads(Well, "0:30").Reads(Well, "1:00").Expect("noise", "5xx once; 5xx once of 2 min");

    // What the two endpoints answer, whether somebody else does, and the verdict after three minutes of it.
    public static TheoryData<string, EndpointAnswer, EndpointAnswer, bool?, string> Cases => new()
    {
        { "both well", Is(200), Is(200), null, "good" },
        { "well without a body", Is(204), Is(200), null, "good" },
        { "5xx on health alone", Is(500), Is(200), null, "5xx" },
        { "5xx on authenticated reads alone", Is(200), Is(599), null, "5xx" },
        { "5xx goes before whatever keeps us from seeing the other", Is(401), Is(502), null, "5xx" },
        { "a timeout counts as 5xx", new EndpointAnswer.TimedOut(), Is(200), true, "timeout" },
        { "a timeout that nobody else was asked about", Is(200), new EndpointAnswer.TimedOut(), null, "timeout" },
        { "a timeout while nobody else answers either", new EndpointAnswer.TimedOut(), new EndpointAnswer.TimedOut(), false, "nothing-seen" },
        { "not reachable while others are", Gone, Gone, true, "unreachable" },
        { "not reachable and neither is anybody else", Gone, Gone, false, "nothing-seen" },
        { "not reachable and nobody else was asked", Gone, Gone, null, "nothing-seen" },
        { "5xx and not reachable", Is(503), Gone, true, "5xx" },
        { "a token that is not known", Is(200), Is(401), null, "nothing-seen" },
        { "a token that may not", Is(200), Is(403), null, "nothing-seen" },
        { "not found", Is(404), Is(404), null, "nothing-seen" },
        { "asked too often", Is(429), Is(200), null, "nothing-seen" },
        { "sent elsewhere", Is(302), Is(200), null, "nothing-seen" },
        { "no token to read with", Is(200), new EndpointAnswer.NotAsked("NovaVms__ApiToken is not set."), null, "nothing-seen" },
        { "5xx although there is no token", Is(503), new EndpointAnswer.NotAsked("NovaVms__ApiToken is not set."), null, "5xx" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_case_is_decided_and_named(string because, EndpointAnswer health, EndpointAnswer read, bool? othersAnswer, string name)
    {
        Assert.NotEmpty(because);
        var seen = Enumerable.Range(0, 7).Select(i => new Observation(Start.AddSeconds(30 * i), new Reading.CloudApi(health, read, othersAnswer)));
        var verdict = new CloudApiDetector().Judge(new Evidence([.. seen]), DetectionPolicy.Standard);

        Assert.Equal(name, verdict.Name);
        Assert.Equal(name is not ("good" or "nothing-seen"), verdict is Verdict.Over);
        Assert.Equal(name == "nothing-seen", new CloudApiDetector().WhyBlind(seen.First().Reading, DetectionPolicy.Standard) is not null);
    }

    [Theory]
    [InlineData(401, "it does not know the token in NovaVms__ApiToken. Set another one.")]
    [InlineData(403, "the token in NovaVms__ApiToken may not read it. Give it the right to.")]
    [InlineData(429, "it wants to be asked less often")]
    [InlineData(301, "a redirection. Set NovaVms__BaseUrl to where it leads.")]
    [InlineData(404, "Check that NovaVms__BaseUrl is its address.")]
    public void Blindness_says_what_to_do(int status, string advice) => Assert.Contains(
        advice, new CloudApiDetector().WhyBlind(Answers(200, status), DetectionPolicy.Standard), StringComparison.Ordinal);

    [Fact]
    public void Mixed_endpoints_and_mixed_failures_are_one_stretch() => Api()
        .Reads(Answers(503, 200), "0:00", "0:30").Reads(Answers(200, 500), "1:00", "1:30")
        .Reads("2:00", new Reading.CloudApi(Is(200), new EndpointAnswer.TimedOut(), true))
        .Reads("2:30", Answers(503, 200)).Expect("pages", "5xx or no answer for 2 min 30 s, more than 2 min: 6 probes failed");

    [Fact]
    public void A_timeout_is_no_failure_where_the_policy_says_so()
    {
        var strict = DetectionPolicy.Standard with
        {
            CloudApi = DetectionPolicy.Standard.CloudApi with { TimeoutCountsAs5xx = false },
        };
        var hangs = new Reading.CloudApi(new EndpointAnswer.TimedOut(), new EndpointAnswer.TimedOut(), true);
        Api(strict).Reads(Well, "0:00").Reads(hangs, "0:30", "9:30")
            .Reads("10:00", hangs).Expect("notice: Blind", "did not answer in time on /api/v1/health, and the policy does not count that");
    }

    [Fact]
    public void One_lone_good_answer_does_not_end_it_and_two_in_a_row_do()
    {
        Api().Reads(Fails, "0:00", "1:00").Reads(Well, "1:30").Reads(Fails, "2:00")
            .Reads("2:30", Fails).Expect("pages", "5xx for 2 min 30 s, more than 2 min: 5 probes failed");
        Api().Reads(Fails, "0:00", "1:00").Reads("1:30", Well).Reads("2:00", Well).Expect("noise", "5xx for 1 min")
            .Reads(Fails, "2:30", "4:30").ExpectWhy("4:30", "not paged: 5xx for 2 min of 2 min");
    }

    [Fact]
    public void What_cannot_be_trusted_neither_prolongs_nor_ends_it() => Api()
        .Reads(Fails, "0:00", "1:30").Reads("2:00", Answers(200, 401)).Reads("2:30", Answers(429))
        .ExpectWhy("2:30", "not paged: 5xx for 1 min 30 s of 2 min")
        .Reads("3:00", Fails).Expect("pages", "5xx for 3 min");

    [Theory]
    [InlineData("3:00", true)] // 90 s after the one before: two were lost
    [InlineData("3:01", false)] // too long without a reading: nobody knows what was in between
    public void A_stretch_goes_on_over_a_short_pause_and_is_counted_anew_after_a_long_one(string next, bool pages)
    {
        var story = Api().Reads(Fails, "0:00", "1:30").Reads(next, Fails);
        if (pages)
            story.Expect("pages", "5xx for 3 min");
        else
            story.ExpectWhy(next, "not paged: 5xx once of 2 min, counted anew after too long without a reading");
    }

    static EndpointAnswer Gone { get; } = new EndpointAnswer.Unreachable("no such host");

    static EndpointAnswer.Status Is(int status) => new EndpointAnswer.Status(status);
}
