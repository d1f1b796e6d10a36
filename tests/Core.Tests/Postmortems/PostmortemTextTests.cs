using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Core.Processes;
using OnCall.Core.Triage;
using static OnCall.Core.Tests.Postmortems.RecordedIncident;

namespace OnCall.Core.Tests.Postmortems;

/// <summary>What a team starts from when it writes a postmortem.</summary>
public class PostmortemTextTests
{
    static readonly Uri Url = new("https://github.com/novalien/novavms-cloud/x");

    static readonly Changes<RecentCommit> NoCommits = new Changes<RecentCommit>.Read([]);

    [Fact]
    public void The_whole_draft() => Assert.Equal(
        """
        SNAPSHOT
        """.ReplaceLineEndings("\n") + "\n",
        Usual().Markdown(Deploys(
            new Changes<RecentDeploy>.Read([Deploy("v2.4.0", -40), Deploy("v2.3.9", -600)]),
            new Changes<RecentCommit>.NotRead("GitHub failed with 503 ServiceUnavailable about novalien/novavms-cloud."))));

    [Fact]
    public void What_people_wrote_is_no_markup_in_it()
    {
        var text = new RecordedIncident(title: "<!-- [x](y) | **all** `down`").Raise().Acknowledge(1)
            .Do(new IncidentCommand.Say("U0ADA", "| a |\n# b\n<script>", At(2))).Resolve(3).Markdown();
        Assert.StartsWith("# \\<\\!-- \\[x\\](y) \\| \\*\\*all\\*\\* \\`down\\`\n", text, StringComparison.Ordinal);
        Assert.Contains("\\| a \\| \\# b \\<script\\>", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deploy_within_two_hours_is_the_prime_suspect_and_asked_about()
    {
        var text = Usual().Markdown(Deploys(
            new Changes<RecentDeploy>.Read([Deploy("after", 5), Deploy("v2.4.0", -119), Deploy("v2.3.9", -121)]), NoCommits));
        Assert.Contains("- **prime suspect**, 2026-01-06 06:43 UTC, 1 h 59 min before: [v2.4.0]", text, StringComparison.Ordinal);
        Assert.Contains("- 2026-01-06 06:41 UTC, 2 h 1 min before: [v2.3.9]", text, StringComparison.Ordinal);
        Assert.Contains("- 2026-01-06 08:47 UTC, 5 min after the start: [after]", text, StringComparison.Ordinal);
        Assert.Contains("- [ ] Was it v2.4.0 of novalien/novavms-cloud, deployed to prod 1 h 59 min before?", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Was it v2.3.9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_could_not_be_read_is_never_none()
    {
        var text = Usual().Markdown(Deploys(new Changes<RecentDeploy>.NotRead("GitHub did not answer in time."), NoCommits));
        Assert.Contains("Deployments: ⚠️ could not be read: GitHub did not answer in time.", text, StringComparison.Ordinal);
        Assert.Contains("Commits: none.", text, StringComparison.Ordinal);
        Assert.Contains("No repositories are named under `deploys` in the policy.", Usual().Markdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_step_that_nobody_ticked_is_a_question()
    {
        var text = Usual().Markdown();
        Assert.Contains("- [ ] “Reliability reports checked” was never ticked: was it done, and what did it show?", text, StringComparison.Ordinal);
        // It is asked only when a customer reported it.
        Assert.DoesNotContain("customer asked", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_runbook_was_not_followed_it_is_asked_why()
    {
        var text = new RecordedIncident().Raise().Knock(10).Knock(15).Acknowledge(16).Resolve(80).Markdown();
        Assert.Contains("Why was nobody who is on call online 10 min after the page?", text, StringComparison.Ordinal);
        Assert.Contains("Why did primary Ada not acknowledge in time?", text, StringComparison.Ordinal);
        Assert.Contains("5 words outward were missed; one was due every 15 min", text, StringComparison.Ordinal);
        Assert.Contains("Nothing was said outward.", text, StringComparison.Ordinal);
        Assert.Contains("The hypothesis at the end was still “unknown”.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_draft_of_a_false_alarm_is_small()
    {
        var text = new RecordedIncident().Raise().Resolve(4).Markdown();
        Assert.Contains("- [ ] Was it a false alarm?", text, StringComparison.Ordinal);
        Assert.Contains("| Acknowledged | by nobody |", text, StringComparison.Ordinal);
        Assert.DoesNotContain("## What we will do", text, StringComparison.Ordinal);
        Assert.DoesNotContain("was never ticked", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_one_that_is_open_it_says_so() =>
        Assert.Contains("| Resolved | not yet: this incident is **open** |", new RecordedIncident().Raise().Markdown(), StringComparison.Ordinal);

    [Fact]
    public void Triage_results_stand_in_it_when_there_are_any()
    {
        Assert.Contains("## Triage results\n\nNone was recorded.\n", new RecordedIncident().Raise().Resolve(4).Markdown(), StringComparison.Ordinal);
        Assert.Contains("## Triage results\n\n- 08:46 prod health checked: 503 in 84 ms\n", Usual().Markdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_is_named_after_the_incident_and_the_teams_day()
    {
        var draft = new PostmortemText(Novalien.Policy).Draft(Usual().Record, new DeploysInWindow(Start, Start, []));
        Assert.Equal(
            ("2026-01-06-PGR0VU2-cloud-api-answers-5xx.md", "Postmortem draft: Cloud API answers 5xx"), (draft.FileName, draft.Title));
    }

    static RecordedIncident Usual() => new RecordedIncident().Raise().Acknowledge(3).Do(
        new IncidentCommand.Checked([new CheckedStep(ChecklistStep.HealthChecked, "503 in 84 ms")], Actor.Service, At(4)),
        new IncidentCommand.Tick("U0ADA", ChecklistStep.DeploysChecked, At(5)),
        new IncidentCommand.Tick("U0ADA", ChecklistStep.ServerLookedAt, At(6)),
        new IncidentCommand.SetHypothesis("U0ADA", "v2.4.0 of the cloud API", At(8)),
        new IncidentCommand.Say("U0ADA", "Rolling back v2.4.0.", At(9))).Resolve(18);

    static RecentDeploy Deploy(string version, double minutes) => new(
        "novalien/novavms-cloud", "prod", version, "ben", At(minutes), At(minutes), DeployOutcome.Succeeded, Url);
}
