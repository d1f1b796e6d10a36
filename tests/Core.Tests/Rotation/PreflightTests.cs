using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using static OnCall.Core.Tests.Novalien;
using static OnCall.Core.Tests.Rotation.RotationStory;

namespace OnCall.Core.Tests.Rotation;

public class PreflightTests
{
    static readonly DateTimeOffset Now = At("2026-01-06T08:42Z");
    static readonly PersonFacts[] AllWell = [.. Novalien.Policy.People.Select(person => new PersonFacts(person.Id, Yes, Yes, Yes))];

    static Fact Yes => new Fact.Yes();

    [Fact]
    public void Nothing_found_means_ready() => Assert.Empty(Check());

    [Fact]
    public void A_policy_that_is_not_valid_is_said_field_by_field() => AssertOne(
        Preflight.Of(new PolicyReading.Invalid(["zone: 'Europe/Atlantis' is not an IANA time zone."]), [], AllWell, Now).Findings,
        Severity.Error, "The policy is not valid: zone: 'Europe/Atlantis' is not an IANA time zone.", "Mend that field");

    [Fact]
    public void Whom_Slack_does_not_know_cannot_be_told() => AssertOne(
        Check(facts: [AllWell[0] with { SlackKnows = new Fact.No() }, .. AllWell[1..]]),
        Severity.Error, "Slack does not know Ada as U0ADA.", "Copy the member ID from Ada's Slack profile into people.slack");

    [Fact]
    public void Whom_PagerDuty_does_not_know_cannot_be_paged() => AssertOne(
        Check(facts: [AllWell[0] with { PagerDutyKnows = new Fact.No() }, .. AllWell[1..]]),
        Severity.Error, "PagerDuty does not know Ada as PADA001.", "into people.pagerDuty");

    [Fact]
    public void Whose_Slack_account_is_deactivated_cannot_be_told() => AssertOne(
        Check(facts: [AllWell[0] with { SlackKnows = new Fact.Unfit("is deactivated") }, .. AllWell[1..]]),
        Severity.Error, "Slack knows Ada as U0ADA, but that account is deactivated.", "Activate it again, or: Copy the member ID");

    [Fact]
    public void An_email_that_PagerDuty_does_not_know_is_refused_by_it() => AssertOne(
        Check(facts: [AllWell[0] with { PagerDutyKnowsEmail = new Fact.No() }, .. AllWell[1..]]),
        Severity.Error, "PagerDuty knows nobody with the e-mail ada@novalien.com, which Ada has in the policy.", "Make people.email");

    [Fact]
    public void What_could_not_be_read_is_never_taken_for_well() => AssertOne(
        Check(facts: [AllWell[0] with { SlackKnows = new Fact.NotRead("Slack answered 503") }, .. AllWell[1..]]),
        Severity.Warning, "It could not be read whether Slack knows Ada: Slack answered 503.", "Mend the connection");

    [Fact]
    public void Whom_nobody_asked_about_is_said() => AssertOne(
        Check(facts: AllWell[1..]), Severity.Warning, "Nobody was asked whether Ada can be reached.", "Run the preflight again");

    [Fact]
    public void A_rotation_of_one_has_a_gap() => AssertOne(
        Check(Novalien.Policy with { Rotation = Novalien.Policy.Rotation with { Order = [Ada.Id] } }),
        Severity.Warning, "Nobody is secondary now.", "Put a second person into rotation.order");

    [Fact]
    public void A_level_on_which_nobody_stands_is_said() => AssertOne(
        Check(Novalien.Policy.Without(EscalationRole.Cto)), Severity.Warning, "Nobody stands as CTO: the level is skipped.", "Name a person");

    // The policy was changed after the override was set: Cyd is secondary from 2 February on.
    [Theory]
    [InlineData("2026-02-02T08:00Z", "2026-02-02T10:00Z", 1)] // begins within four weeks
    [InlineData("2026-02-03T08:42Z", "2026-02-03T10:00Z", 0)] // begins when they are over
    public void A_double_shift_within_four_weeks_is_found(string from, string to, int found)
    {
        var override1 = new Override(1, Primary(Cyd, from, to), Boss, Now, "holiday");

        Assert.Equal(found, Check(overrides: [override1]).Count);
    }

    [Fact]
    public void A_double_shift_is_said_with_its_time() => AssertOne(
        Check(overrides: [new Override(1, Primary(Ben, "2026-01-07T00:00Z", "2026-01-08T00:00Z"), Boss, Now, "holiday")]),
        Severity.Error, "Ben is primary and secondary at once from Wed 2026-01-07 01:00 +01:00 to Thu 2026-01-08 01:00 +01:00.", "Set an override");

    [Fact]
    public void An_override_of_somebody_who_left_the_team_is_said() => AssertOne(
        Check(overrides: [new Override(3, Primary(Ada, "2026-01-07T00:00Z", "2026-01-08T00:00Z") with { Person = new("zed") }, Boss, Now, "holiday")]),
        Severity.Error, "Override 3 names 'zed', whom the policy does not know any more: the rotation counts instead.", "Remove override 3");

    [Fact]
    public void Only_what_was_read_is_a_finding_that_stands()
    {
        Assert.False(Assert.Single(Check(facts: [AllWell[0] with { SlackKnows = new Fact.NotRead("Slack answered 503") }, .. AllWell[1..]])).WasRead);
        Assert.False(Assert.Single(Check(facts: AllWell[1..])).WasRead);
        Assert.True(Assert.Single(Check(facts: [AllWell[0] with { SlackKnows = new Fact.No() }, .. AllWell[1..]])).WasRead);
    }

    [Fact]
    public void While_the_same_is_wrong_the_same_is_said_day_after_day()
    {
        // It begins on the first day, and reaches beyond the four weeks until the third.
        Override[] overrides = [new(1, Primary(Cyd, "2026-02-02T09:00Z", "2026-02-05T09:00Z"), Boss, Now, "holiday")];
        var alone = Novalien.Policy with { Rotation = Novalien.Policy.Rotation with { Order = [Ada.Id] } };

        var days = Enumerable.Range(0, 27).Select(day => Now.AddDays(day)).ToList();
        Assert.Single(days.SelectMany(day => Report(overrides: overrides, now: day).Findings).Select(one => one.Sentence).Distinct());
        Assert.Single(days.SelectMany(day => Report(alone, now: day).Findings).Select(one => one.Sentence).Distinct());
    }

    [Fact]
    public void Each_topic_is_asked_and_said_once()
    {
        var report = Report(
            overrides: [new Override(3, Primary(Ben, "2026-01-07T00:00Z", "2026-01-08T00:00Z"), Boss, Now, "holiday")],
            facts: [AllWell[0] with { SlackKnows = new Fact.No(), PagerDutyKnows = new Fact.No() }, .. AllWell[1..]]);
        Assert.Equal(report.Topics.Count, report.Topics.Distinct().Count());
        Assert.Equal(["slack-ada", "pagerduty-ada", "double-shift-ben"], report.Findings.Select(one => one.Topic));
        Assert.Subset(report.Topics.ToHashSet(), new HashSet<string>(
            ["slack-ben", "email-tom", "level-CTO", "override-3", "gap-secondary", "double-shift-ada"]));
    }

    static IReadOnlyList<PreflightFinding> Check(
        OnCallPolicy? policy = null, IReadOnlyList<Override>? overrides = null, IReadOnlyList<PersonFacts>? facts = null) =>
        Report(policy, overrides, facts).Findings;

    static PreflightReport Report(
        OnCallPolicy? policy = null, IReadOnlyList<Override>? overrides = null, IReadOnlyList<PersonFacts>? facts = null,
        DateTimeOffset? now = null) =>
        Preflight.Of(new PolicyReading.Valid(policy ?? Novalien.Policy), overrides ?? [], facts ?? AllWell, now ?? Now);

    static void AssertOne(IReadOnlyList<PreflightFinding> findings, Severity severity, string sentence, string mend)
    {
        var finding = Assert.Single(findings);
        Assert.Equal((severity, sentence), (finding.Severity, finding.Sentence));
        Assert.Contains(mend, finding.Mend, StringComparison.Ordinal);
    }
}
