using System.Text.Json;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Triage;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

/// <summary>"Check prod status. Check recent deploys. Check the reliability-report directory": by itself, and on demand.</summary>
public class TriageTests
{
    static readonly OnCallPolicy ByItself = Novalien.Policy with { Triage = TriagePolicy.Standard };
    static readonly TriageFinding Health = TriageFinding.Of(TriageCheck.ProdHealth, TriageMark.Fine, "200 in 84 ms");
    static readonly TriageFinding Deploys = TriageFinding.Of(TriageCheck.Deploys, TriageMark.Suspect, "1 in the last 24 h");

    [Fact]
    public void A_declaration_is_followed_by_the_first_run_and_a_team_may_leave_it_out()
    {
        Raised().ExpectNothing();
        IncidentStory.Of().Raise().Expect<Effect.DeclareIncident>().ExpectNothing();
    }

    [Fact]
    public void What_it_sees_is_ticked_and_what_could_not_be_read_stays_open()
    {
        var story = Raised()
            .TriageEnds(1, Health, Deploys, TriageFinding.NotRead(TriageCheck.Reports, "GitHub is away."))
            .Expect<Effect.TellTriage>(told => Assert.False(told.WasShown)).ExpectNothing();
        var list = story.Declaration!.Checklist;
        Assert.Equal("200 in 84 ms", list.TickOf(ChecklistStep.HealthChecked)!.Finding);
        Assert.Equal("1 in the last 24 h", list.TickOf(ChecklistStep.DeploysChecked)!.Finding);
        Assert.Null(list.TickOf(ChecklistStep.ReportsChecked));
        Assert.Null(list.TickOf(ChecklistStep.ServerLookedAt));
    }

    [Fact]
    public void What_was_seen_only_in_part_is_not_ticked() => Assert.Null(Raised()
        .TriageEnds(1, TriageFinding.Of(TriageCheck.Deploys, TriageMark.Suspect, "1", gaps: ["The gateway's could not be read."]))
        .Expect<Effect.TellTriage>().State is Incident.Open { Course: { } course } ? course.Checklist.TickOf(ChecklistStep.DeploysChecked) : null);

    [Fact]
    public void Health_beside_a_failing_read_does_not_look_healthy() => Assert.Equal(
        "200 in 84 ms; authenticated read: 500 in 9 ms",
        Raised().TriageEnds(1, Health, TriageFinding.Of(TriageCheck.AuthenticatedRead, TriageMark.Failing, "500 in 9 ms"))
            .Expect<Effect.TellTriage>().Declaration!.Checklist.TickOf(ChecklistStep.HealthChecked)!.Finding);

    [Fact]
    public void Asked_while_it_runs_it_is_one_run_and_afterwards_another() => Raised()
        .RunTriage(Ada).ExpectIgnored(Reason.UnderWay)
        .TriageEnds(1, Health).Expect<Effect.TellTriage>()
        .RunTriage(Cyd, "org_7f3a").Expect<Effect.RunTriage>(run => Assert.Equal((2, "Cyd", "org_7f3a"), (run.Run, run.By.Name, run.Org)))
        .TriageEnds(2, Health).Expect<Effect.TellTriage>(told => Assert.Equal("triage-2", told.Spot));

    [Fact]
    public void What_is_shown_to_be_under_way_ends_with_the_incident() => Raised()
        .TriageIsSlow(1, done: 3).Expect<Effect.TellTriageProgress>()
        .Resolve().Expect<Effect.TellTriageStopped>(told => Assert.Equal(("triage-1", true), (told.Spot, told.MayStandThere)))
        .Expect<Effect.TellResolved>();

    [Fact]
    public void What_nobody_saw_is_not_said_to_have_stopped() => Raised().Resolve().Expect<Effect.TellResolved>();

    [Fact]
    public void A_run_of_which_nothing_is_heard_any_more_keeps_nobody_from_asking() => Raised()
        .Wait(TimeSpan.FromMinutes(3)).RunTriage(Ada).Expect<Effect.RunTriage>(run => Assert.Equal(2, run.Run))
        .TriageEnds(1, Health).ExpectIgnored(Reason.AlreadyRecorded);

    [Fact]
    public void Performed_again_after_a_crash_it_is_shown_once() => Raised()
        .TriageEnds(1, Health).Expect<Effect.TellTriage>()
        .TriageEnds(1, Deploys).ExpectIgnored(Reason.AlreadyRecorded)
        .TriageIsSlow(1, done: 4).ExpectIgnored(Reason.AlreadyRecorded);

    [Fact]
    public void What_was_shown_of_a_slow_run_makes_room_for_what_it_found() => Raised()
        .TriageIsSlow(1, done: 4).Expect<Effect.TellTriageProgress>(told => Assert.Equal(("triage-1", false), (told.Spot, told.MayStandThere)))
        .TriageIsSlow(1, done: 5).Expect<Effect.TellTriageProgress>(told => Assert.True(told.MayStandThere))
        .TriageEnds(1, Health).Expect<Effect.TellTriage>(told => Assert.Equal(("triage-1", true), (told.Spot, told.MayStandThere)));

    [Fact]
    public void One_that_was_run_elsewhere_ends_nothing_that_is_under_way_here() => Raised()
        .TriageEnds(run: null, Health).Expect<Effect.TellTriage>(told => Assert.Equal("triage-2", told.Spot))
        .TriageEnds(1, Health).Expect<Effect.TellTriage>(told => Assert.Equal("triage-1", told.Spot))
        .RunTriage(Ada).Expect<Effect.RunTriage>(run => Assert.Equal(3, run.Run));

    [Fact]
    public void After_the_end_nothing_is_looked_at() => Raised()
        .Resolve().Expect<Effect.TellResolved>()
        .TriageEnds(1, Health).ExpectIgnored(Reason.Over)
        .RunTriage(Ada).ExpectRefused("over");

    [Fact]
    public void A_policy_may_say_that_only_responders_ask_and_the_refusal_is_recorded()
    {
        var strict = ByItself with
        {
            Incidents = IncidentsPolicy.Standard with { May = new Dictionary<IncidentAction, IncidentRole> { [IncidentAction.RunTriage] = IncidentRole.Lead } },
        };
        var story = Raised(strict).TriageEnds(1, Health).Expect<Effect.TellTriage>().RunTriage(Cyd).Expect<Effect.HintNotAllowed>();
        Assert.Contains(story.Events, happened => happened is IncidentEvent.NotAllowed { Action: IncidentAction.RunTriage });
    }

    [Fact]
    public void A_customers_report_names_the_org_and_nothing_else_does()
    {
        var page = new Page(new IncidentId("P1"), "t", null, null, IncidentStory.At("2026-01-06T08:42Z"));
        Assert.Null(page.OrgInDoubt());
        Assert.Equal("org_1", (page with { Cause = new Cause(Rules.CustomerReport.Id, "why", [], "org_1") }).OrgInDoubt());
        Assert.Null((page with { Cause = new Cause(Rules.CloudApi5xx.Id, "why", [], "novavms") }).OrgInDoubt());
    }

    [Fact]
    public void The_largest_findings_fit_into_what_is_stored_and_come_back_as_they_were()
    {
        var (text, url) = (new string('x', 5000), new Uri($"https://example.com/{new string('y', 200)}"));
        var lines = Enumerable.Repeat(new TriageLine(text, url, IsSuspect: true), 300).ToList();
        var findings = TriageFindings.Of(
            [.. Enum.GetValues<TriageCheck>().Select(check => TriageFinding.Of(check, TriageMark.Suspect, text, lines, [text, text, text, text], url))],
            IncidentStory.At("2026-01-06T08:42Z"), IncidentStory.At("2026-01-06T08:42Z"));
        var page = new Page(new IncidentId("P1"), "t", null, null, findings.At);
        var json = JsonSerializer.Serialize<IncidentEvent>(
            new IncidentEvent.Triaged(page, 1, Actor.Service, findings, WasShown: false, findings.At), IncidentEventJson.Default.IncidentEvent);
        Assert.InRange(json.Length, 1, 32 * 1024);
        var read = Assert.IsType<IncidentEvent.Triaged>(JsonSerializer.Deserialize(json, IncidentEventJson.Default.IncidentEvent));
        Assert.Equal((300, true), (read.Findings.Found[0].Total, read.Findings.Found[0].Lines[0].IsSuspect));
    }

    static IncidentStory Raised(OnCallPolicy? policy = null) => IncidentStory.Of(policy ?? ByItself).Raise()
        .Expect<Effect.DeclareIncident>()
        .Expect<Effect.RunTriage>(run => Assert.Equal((1, Actor.Service, Lane.Triage), (run.Run, run.By, run.Lane)));
}
