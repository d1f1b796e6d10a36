using System.Globalization;
using OnCall.Core.Detection;
using OnCall.Core.Orgs;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Triage;

namespace OnCall.Core.Tests.Triage;

/// <summary>What is said of what was read, and what is said first.</summary>
public class TriageFindingsTests
{
    const string Cloud = "novalien/novavms-cloud";
    static readonly DateTimeOffset Paged = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);
    static readonly Uri Url = new("https://github.com/novalien/novavms-cloud");
    static readonly TriageChanges OfPage = new(TriagePolicy.Standard, Paged, isOfIncident: true);
    static readonly TriageFinding Fine = TriageFinding.Of(TriageCheck.Gateways, TriageMark.Fine, "412 of 420 online");

    [Theory]
    [InlineData(200, "Fine", "200 in 84 ms")]
    [InlineData(503, "Failing", "503 in 84 ms")]
    [InlineData(401, "NotRead", "401 in 84 ms, which says nothing about its health")] // our token, not their health
    public void Health_is_a_status_and_how_long_it_took(int status, string mark, string says)
    {
        var found = TriageLooks.Endpoint(TriageCheck.ProdHealth, new EndpointAnswer.Status(status), TimeSpan.FromMilliseconds(84), null);
        Assert.Equal((mark, says), (found.Mark.ToString(), found.Says));
    }

    [Fact]
    public void No_answer_of_the_product_is_a_failure_and_a_missing_token_is_none()
    {
        var late = TriageLooks.Endpoint(TriageCheck.ProdHealth, new EndpointAnswer.TimedOut(), TimeSpan.FromSeconds(10), null);
        Assert.Equal((TriageMark.Failing, "no answer within 10 s"), (late.Mark, late.Says));
        var blind = TriageLooks.Endpoint(TriageCheck.AuthenticatedRead, new EndpointAnswer.NotAsked("Set a token."), TimeSpan.Zero, null);
        Assert.Equal((TriageMark.NotRead, "Set a token."), (blind.Mark, blind.Says));
    }

    [Theory]
    [InlineData("quiet", "Fine", 0)]
    [InlineData("suspicious", "Suspect", 1)]
    [InlineData("paged", "Failing", 1)]
    public void Since_when_is_said_by_the_detector(string phase, string mark, int lines)
    {
        var standing = new Standing(
            Rules.GatewaysDrop.Id, Rules.GatewaysDrop, "gateways", phase, "drop", "paged at 08:40 UTC: 59 of 409 dropped", null, null, []);
        var found = TriageLooks.Platform(TriageCheck.Gateways, new Reading.Gateways(350, 420), standing);
        Assert.Equal((mark, "350 of 420 online", lines), (found.Mark.ToString(), found.Says, found.Lines.Count));
    }

    [Fact]
    public void A_deploy_within_two_hours_before_the_page_is_marked_and_one_after_it_is_not()
    {
        var found = OfPage.Deploys([Deploy("v1", -300), Deploy("v3", 5), Deploy("v2", -40)], [], repositories: 2);
        Assert.Equal(["v3", "v2", "v1"], found.Lines.Select(line => line.Text.Split(' ')[1]));
        Assert.Equal([false, true, false], found.Lines.Select(line => line.IsSuspect));
        Assert.Equal("novavms-cloud v3 to production, 5 min after the page, by ada", found.Lines[0].Text);
        Assert.Equal((TriageMark.Suspect, "3 in the last 24 h, 1 within 2 h before the page"), (found.Mark, found.Says));
    }

    [Fact]
    public void None_is_said_only_when_every_repository_answered()
    {
        Assert.Equal((TriageMark.Fine, "none in the last 24 h"), MarkAndWords(OfPage.Commits([], [], repositories: 2)));
        Assert.Equal(TriageMark.NotRead, OfPage.Commits([], ["GitHub is away."], repositories: 2).Mark);
        Assert.Equal((TriageMark.NotRead, "GitHub is away."), MarkAndWords(OfPage.Commits([], ["GitHub is away."], repositories: 1)));
        Assert.Equal(TriageMark.NotRead, OfPage.Deploys([], [], repositories: 0).Mark);
    }

    [Fact]
    public void The_prime_suspect_is_said_first_then_what_fails_then_what_nobody_could_see()
    {
        var deploys = OfPage.Deploys([Deploy("v2", -40)], [], repositories: 1);
        var failing = TriageFinding.Of(TriageCheck.ProdHealth, TriageMark.Failing, "503 in 9 ms");
        var unread = TriageFinding.NotRead(TriageCheck.Reports, "GitHub is away.");
        Assert.Equal("Prime suspect: novavms-cloud v2 to production, 40 min before the page, by ada.", Verdict(unread, failing, deploys));
        Assert.Equal("Failing now: prod health (503 in 9 ms).", Verdict(unread, failing));
        Assert.Equal("No suspect in what could be read. Could not be read: reliability reports.", Verdict(unread, Fine));
        Assert.Equal("No suspect: everything that was looked at is fine.", Verdict(Fine));
        Assert.Equal(
            [TriageCheck.ProdHealth, TriageCheck.Deploys, TriageCheck.Reports, TriageCheck.Gateways],
            TriageFindings.Of([Fine, unread, deploys, failing], Paged, Paged).Found.Select(one => one.Check));
    }

    [Fact]
    public void A_failed_soak_is_marked_and_quoted()
    {
        var found = TriageChanges.Reports(
            [new("2026-01-05.md", null, Url, new SoakReading.NoneFailed()), new("2026-01-04.md", null, Url, new SoakReading.Failed("Soak: FAILED"))], Url);
        Assert.Equal((TriageMark.Suspect, "failed soak in 1 of the newest 2"), MarkAndWords(found));
        Assert.Equal(["2026-01-05.md", "2026-01-04.md: \"Soak: FAILED\""], found.Lines.Select(line => line.Text));
        Assert.Equal(TriageMark.NotRead, TriageChanges.Reports([new("a.md", null, Url, new SoakReading.NotRead("It is no text."))], Url).Mark);
    }

    [Fact]
    public void An_org_is_the_one_that_is_meant_and_dark_when_nothing_of_it_is_online()
    {
        var harbour = new FoundOrg("org_7f3a", "Harbour", "owner@harbour.example", new OnlineCount(0, 40), new OnlineCount(0, 3), false, null);
        var found = TriageLooks.Org("org_7f3a", [harbour with { Id = "org_7f3ab" }, harbour]);
        Assert.Equal((TriageMark.Suspect, "Harbour (org_7f3a)"), MarkAndWords(found));
        Assert.Equal(TriageMark.NotRead, TriageLooks.Org("org_0", []).Mark);
    }

    static string Verdict(params IReadOnlyList<TriageFinding> found) => TriageFindings.Of(found, Paged, Paged).Verdict;

    static (TriageMark, string) MarkAndWords(TriageFinding found) => (found.Mark, found.Says);

    static RecentDeploy Deploy(string version, int minutes) => new(
        Cloud, "production", version, "ada", Paged.AddMinutes(minutes), Paged.AddMinutes(minutes), DeployOutcome.Succeeded, Url);
}
