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

    static readonly Changes<RecentCommit>.Read NoCommits = new([]);

    [Fact]
    public void The_whole_draft() => Assert.Equal(
        """
        # Cloud API answers 5xx

        > Postmortem **draft**, made from the record of incident PGR0VU2. What stands here as a fact was recorded; what stands here as a question is yours to answer. Take out what does not help.

        Times are UTC. The team's zone is Europe/Berlin.

        ## Overview

        | Fact |  |
        | --- | --- |
        | Incident | [PGR0VU2](<https://novalien.pagerduty.com/incidents/PGR0VU2>) |
        | Service | Cloud API |
        | Severity | P1, by rule `cloud-api-5xx` |
        | Started | 2026-01-06 08:42 UTC (Tue 2026-01-06 09:42 +01:00 in Europe/Berlin) |
        | Acknowledged | 2026-01-06 08:45 UTC by Ada: **3 min** after the start (MTTA) |
        | Resolved | 2026-01-06 09:00 UTC by Ada: **18 min** after the start (MTTR) |
        | Had it | Ada |
        | Word outward | 1 in time, 0 missed |
        | Hypothesis at the end | v2.4.0 of the cloud API |

        _What happened, in three sentences, for somebody who was not there:_

        ## Why it paged

        5xx for 2 min 30 s; the line is at 2 min. (rule `cloud-api-5xx`)

        - [health](<https://novavms.novalien.com/api/v1/health>)

        ## Timeline

        | UTC | What happened | Who | Rule |
        | --- | --- | --- | --- |
        | 2026-01-06 08:42 | The incident began: “Cloud API answers 5xx”. PagerDuty paged primary Ada, who had until 08:57 to acknowledge. | PagerDuty | `page-starts-an-incident` |
        | 08:45 | Ada acknowledged the page, 3 min after it. | Ada | `ack-stops-the-timer` |
        | 08:46 | The service looked, prod health checked: 503 in 84 ms | the service itself | `first-ten-minutes` |
        | 08:47 | Ada went on with: recent deploys checked. Skipped until then: cloud server looked at. | Ada | `first-ten-minutes` |
        | 08:47 | Ada ticked: recent deploys checked. | Ada | `first-ten-minutes` |
        | 08:48 | Ada ticked: cloud server looked at. | Ada | `first-ten-minutes` |
        | 08:50 | Ada set the hypothesis: “v2.4.0 of the cloud API” | Ada | `declare` |
        | 08:51 | Ada sent word outward: “Rolling back v2.4.0.” | Ada | `communicate-outward` |
        | 08:51 | Ada went on with: outward word sent. Skipped until then: reliability reports checked. | Ada | `first-ten-minutes` |
        | 08:51 | Ada ticked: outward word sent. | Ada | `first-ten-minutes` |
        | 09:00 | Ada resolved the incident, 18 min after it began. | Ada | `resolve-ends-the-incident` |

        ## Word outward

        - 08:51 Ada: Rolling back v2.4.0.

        ## Deploys in the window

        From 2026-01-05 08:42 UTC to 2026-01-06 09:00 UTC, newest first.

        ### novalien/novavms-cloud

        Deployments:

        - **prime suspect**, 2026-01-06 08:02 UTC, 40 min before: [v2.4.0](<https://github.com/novalien/novavms-cloud/x>) to prod by ben
        - 2026-01-05 22:42 UTC, 10 h before: [v2.3.9](<https://github.com/novalien/novavms-cloud/x>) to prod by ben

        Commits: ⚠️ could not be read: GitHub failed with 503 ServiceUnavailable about novalien/novavms-cloud.

        ## Triage results

        - 08:46 prod health checked: 503 in 84 ms

        ## Open questions

        - [ ] Who was affected, by what, from when until when?
        - [ ] What was the cause? The hypothesis at the end was: “v2.4.0 of the cloud API”. Was it right?
        - [ ] Was it v2.4.0 of novalien/novavms-cloud, deployed to prod 40 min before? If so: which check after the deploy should have seen it, and why did it not?
        - [ ] Why was it not found before it paged? Which sign was there first, and who could have seen it?
        - [ ] What ended it: a fix, a rollback, or did it end by itself?
        - [ ] “Reliability reports checked” was never ticked: was it done, and what did it show?
        - [ ] “Cloud server looked at” was done out of order: what spoke for that?
        - [ ] What will keep it from happening again, or find it sooner? Who does it, by when?
        - [ ] Does this become a public postmortem? Who decides?

        ## What we will do

        | What | Who | By when |
        | --- | --- | --- |
        |  |  |  |
        """.ReplaceLineEndings("\n") + "\n",
        Usual().Markdown(Around(
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
        var text = Usual().Markdown(Around(
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
        var text = Usual().Markdown(Around(new Changes<RecentDeploy>.NotRead("GitHub did not answer in time."), NoCommits));
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
