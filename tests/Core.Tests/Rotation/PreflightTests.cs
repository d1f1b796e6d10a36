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
        Preflight.Of(new PolicyReading.Invalid(["zone: 'Europe/Atlantis' is not an IANA time zone."]), [], AllWell, Now),
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
        Severity.Warning, "Nobody is secondary from Mon 2026-01-05 10:00 +01:00 on.", "Put a second person into rotation.order");

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

    static IReadOnlyList<PreflightFinding> Check(
        OnCallPolicy? policy = null, IReadOnlyList<Override>? overrides = null, IReadOnlyList<PersonFacts>? facts = null) =>
        Preflight.Of(new PolicyReading.Valid(policy ?? Novalien.Policy), overrides ?? [], facts ?? AllWell, Now);

    static void AssertOne(IReadOnlyList<PreflightFinding> findings, Severity severity, string sentence, string mend)
    {
        var finding = Assert.Single(findings);
        Assert.Equal((severity, sentence), (finding.Severity, finding.Sentence));
        Assert.Contains(mend, finding.Mend, StringComparison.Ordinal);
    }
}
