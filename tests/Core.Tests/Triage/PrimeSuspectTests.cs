using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Core.Triage;

namespace OnCall.Core.Tests.Triage;

public class PrimeSuspectTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 16, 8, 42, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, true)]
    [InlineData(119, true)]
    [InlineData(120, true)] // two hours to the minute
    [InlineData(121, false)]
    [InlineData(-1, false)] // it came after what it would have caused
    public void A_deploy_in_the_last_two_hours_is_the_prime_suspect(int minutesAgo, bool expected) =>
        Assert.Equal(expected, TriagePolicy.Standard.IsPrimeSuspect(Now.AddMinutes(-minutesAgo), Now));

    [Fact]
    public void Its_age_counts_from_when_it_went_live_not_from_when_somebody_asked_for_it()
    {
        var deploy = new RecentDeploy(
            "novalien/cloud", "production", "v2", "ada", Now.AddHours(-9), Now.AddHours(-1), DeployOutcome.Succeeded,
            new Uri("https://github.com/novalien/cloud/deployments"));
        Assert.Equal(
            (Now.AddHours(-1), Now.AddHours(-9)), (deploy.At, (deploy with { LiveAt = null, Outcome = DeployOutcome.Failed }).At));
    }

    [Theory]
    [InlineData("Cloud API returns 5xx!", "2026-03-16-PABC123-cloud-api-returns-5xx.md")]
    [InlineData("  ../../<script> ", "2026-03-16-PABC123-script.md")]
    [InlineData("Kühlung fällt aus", "2026-03-16-PABC123-k-hlung-f-llt-aus.md")]
    [InlineData("停電", "2026-03-16-PABC123.md")]
    [InlineData("a very long title that somebody wrote because one incident had so many sides",
        "2026-03-16-PABC123-a-very-long-title-that-somebody-wrote-because-one-incident-h.md")]
    public void A_drafts_name_names_its_day_its_incident_and_its_title_and_is_found_by_them(string title, string name)
    {
        var page = new Page(new IncidentId("PABC123"), title, null, null, Now);
        Assert.Equal(name, PostmortemDraft.NameOf(page, new DateOnly(2026, 3, 16)));
        Assert.NotNull(Postmortem.Of(page.Incident, [new Postmortem(name, new Uri("https://github.com/x"))]));
    }
}
