using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using static OnCall.Core.Tests.Novalien;
using static OnCall.Core.Tests.Rotation.RotationStory;

namespace OnCall.Core.Tests.Rotation;

/// <summary>In these weeks, from Mondays 09:00Z on: 5 Jan Ada and Ben, 12 Jan Ben and Cyd, 19 Jan Cyd and Ada.</summary>
public class OverrideTests
{
    [Fact]
    public void An_override_takes_a_role_for_its_time_and_gives_it_back() => OfNovalien()
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .ExpectOnCall("2026-01-06T23:59:59.9999999Z", Ada, Ben)
        .ExpectOnCall("2026-01-07T00:00Z", Cyd, Ben)
        .ExpectOnCall("2026-01-07T23:59:59.9999999Z", Cyd, Ben)
        .ExpectOnCall("2026-01-08T00:00Z", Ada, Ben);

    [Fact]
    public void An_override_is_effective_the_moment_it_is_stored() => OfNovalien("2026-01-06T08:42Z")
        .Override(Primary(Cyd, "2026-01-06T08:30Z", "2026-01-06T12:00Z"))
        .ExpectOnCall("2026-01-06T08:41Z", Ada, Ben) // who was on call before stays as it was
        .ExpectOnCall("2026-01-06T08:42Z", Cyd, Ben);

    [Fact]
    public void An_override_a_minute_before_the_handover_changes_who_the_incoming_primary_is() => OfNovalien("2026-01-12T08:59Z")
        .ExpectOnCall("2026-01-12T09:00Z", Ben, Cyd)
        .Override(Primary(Lea, "2026-01-12T09:00Z", "2026-01-19T09:00Z"))
        .ExpectOnCall("2026-01-12T08:59:59Z", Ada, Ben)
        .ExpectOnCall("2026-01-12T09:00Z", Lea, Cyd);

    [Fact]
    public void An_override_can_run_over_a_handover() => OfNovalien()
        .Override(Primary(Lea, "2026-01-11T12:00Z", "2026-01-13T12:00Z"))
        .ExpectOnCall("2026-01-12T08:59Z", Lea, Ben)
        .ExpectOnCall("2026-01-12T09:00Z", Lea, Cyd)
        .ExpectOnCall("2026-01-13T12:00Z", Ben, Cyd);

    [Fact]
    public void The_escalation_chain_pages_whom_the_override_names()
    {
        var story = OfNovalien();
        var chain = new EscalationChain(Novalien.Policy, CalendarOf(Novalien.Policy), story);

        Assert.Equal(Ada, chain.ResponderAt(level: 1, story.Now)!.Person);
        story.Override(Primary(Cyd, "2026-01-06T08:42Z", "2026-01-06T12:00Z"));
        Assert.Equal(Cyd, chain.ResponderAt(level: 1, story.Now)!.Person);
        Assert.Equal(Ben, chain.ResponderFor(EscalationRole.Secondary, story.Now)!.Person);
    }

    [Fact]
    public void Removed_before_it_began_it_was_never_there() => OfNovalien()
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .Remove(1)
        .ExpectOnCall("2026-01-07T12:00Z", Ada, Ben);

    [Fact]
    public void Removed_while_it_runs_it_ends_now_and_what_had_been_stays() => OfNovalien()
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .Until("2026-01-07T12:00Z").Remove(1)
        .ExpectOnCall("2026-01-07T11:59Z", Cyd, Ben)
        .ExpectOnCall("2026-01-07T12:00Z", Ada, Ben);

    [Fact]
    public void A_number_is_never_given_again() => Assert.Equal(2, OfNovalien()
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .Remove(1)
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .Book.LastNumber);

    [Fact]
    public void What_is_over_is_forgotten_after_two_weeks()
    {
        var story = OfNovalien()
            .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
            .Until("2026-01-21T23:59Z").Override(Primary(Lea, "2026-02-01T00:00Z", "2026-02-02T00:00Z"));
        Assert.Equal([1, 2], story.Book.Overrides.Select(one => one.Number));

        story.Until("2026-01-22T00:00Z").Override(Secondary(Lea, "2026-02-03T00:00Z", "2026-02-04T00:00Z"));
        Assert.Equal([2, 3], story.Book.Overrides.Select(one => one.Number));
    }

    // What is wrong, in the order: role, person, from, to, the refusal's name, and what it says. It is 08:42Z on 6 January.
    [Theory]
    [InlineData("zed", "2026-01-07T00:00Z", "2026-01-08T00:00Z", "person-unknown", "person: nobody in the policy has the id 'zed'; known are ada, ben, cyd, lea, tom.")]
    [InlineData("cyd", "2026-01-08T00:00Z", "2026-01-08T00:00Z", "empty-time", "to: Thu 2026-01-08 01:00 +01:00 is not after Thu 2026-01-08 01:00 +01:00; give an end")]
    [InlineData("cyd", "2026-01-08T00:00Z", "2026-01-07T00:00Z", "empty-time", "is not after")]
    [InlineData("cyd", "0001-01-01T00:00Z", "0001-01-01T00:00Z", "empty-time", "Mon 0001-01-01 00:00 +00:00")] // nothing given
    [InlineData("cyd", "2026-01-06T08:00Z", "2026-01-06T08:42Z", "in-the-past", "to: Tue 2026-01-06 09:42 +01:00 is over; give an end that is to come.")]
    [InlineData("cyd", "2026-01-06T07:41Z", "2026-01-06T12:00Z", "in-the-past", "from: Tue 2026-01-06 08:41 +01:00 is over, and who was on call then stays as it was; start now, at Tue 2026-01-06 09:42 +01:00.")]
    [InlineData("cyd", "2026-01-07T00:00Z", "2026-02-11T00:00:01Z", "too-long", "to: is more than 35 days after the start; make it shorter")]
    [InlineData("cyd", "2062-01-07T00:00Z", "2062-01-08T00:00Z", "too-far-ahead", "from: Sat 2062-01-07 01:00 +01:00 is more than 366 days away")]
    [InlineData("cyd", "9999-12-31T00:00Z", "9999-12-31T23:59Z", "too-far-ahead", "9999-12-31")]
    [InlineData("ben", "2026-01-07T00:00Z", "2026-01-08T00:00Z", "double-shift", "person: Ben would be primary and secondary at once from Wed 2026-01-07 01:00 +01:00 to Thu 2026-01-08 01:00 +01:00; change who has the other role then first.")]
    [InlineData("cyd", "2026-01-07T00:00Z", "2026-01-13T00:00Z", "double-shift", "Cyd would be primary and secondary at once from Mon 2026-01-12 10:00 +01:00 to Tue 2026-01-13 01:00 +01:00")] // from the handover on
    public void What_cannot_be_is_refused_with_what_where_and_how_to_mend_it(string person, string from, string to, string name, string text) =>
        OfNovalien()
            .Override(new Stretch(OnCallRole.Primary, new PersonId(person), At(from), At(to))).ExpectRefused(name, text)
            .ExpectOnCall("2026-01-07T12:00Z", Ada, Ben);

    [Fact]
    public void An_override_of_the_same_role_may_touch_but_not_overlap() => OfNovalien()
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .Override(Primary(Lea, "2026-01-07T23:59Z", "2026-01-09T00:00Z"))
            .ExpectRefused("overlaps", "from: override 1 has Cyd as primary from Wed 2026-01-07 01:00 +01:00 to Thu 2026-01-08 01:00 +01:00; remove it first, or choose")
        .Override(Primary(Lea, "2026-01-08T00:00Z", "2026-01-09T00:00Z"))
        .Override(Secondary(Tom, "2026-01-07T00:00Z", "2026-01-09T00:00Z"))
        .ExpectOnCall("2026-01-07T23:59Z", Cyd, Tom)
        .ExpectOnCall("2026-01-08T00:00Z", Lea, Tom);

    [Fact]
    public void The_secondary_can_stand_in_once_somebody_else_is_secondary() => OfNovalien()
        .Override(Secondary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .Override(Primary(Ben, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .ExpectOnCall("2026-01-07T12:00Z", Ben, Cyd)
        .Remove(1).ExpectRefused("double-shift", "Ben would be primary and secondary at once")
        .Remove(2).Remove(1)
        .ExpectOnCall("2026-01-07T12:00Z", Ada, Ben);

    [Fact]
    public void Only_what_is_in_force_or_to_come_can_be_removed() => OfNovalien()
        .Remove(1).ExpectRefused("override-unknown", "number: there is no override 1 to remove, and no other")
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"))
        .Remove(7).ExpectRefused("override-unknown", "number: no override 7 is in force or to come; there are 1.")
        .Until("2026-01-08T00:00Z").Remove(1).ExpectRefused("override-unknown", "there is no override 1 to remove");

    [Theory]
    [InlineData("", "why-missing", "why: is missing; say it in a few words")]
    [InlineData("  ", "why-missing", "why: is missing")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345678901", "why-too-long", "why: has 101 characters; say it in at most 100.")]
    public void Whoever_sets_an_override_says_why(string why, string name, string text) => OfNovalien()
        .Override(Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z"), why).ExpectRefused(name, text);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var decision = new RotationDecider(Novalien.Policy, CalendarOf(Novalien.Policy)).Decide(OverrideBook.Empty, new RotationCommand.AddOverride(
            new Stretch(OnCallRole.Primary, new PersonId("zed"), At("2026-01-08T00:00Z"), At("2026-01-07T00:00Z")), "", Boss, At("2026-01-06T08:42Z")));

        Assert.Equal(
            ["why-missing", "person-unknown", "empty-time"],
            Assert.IsType<Decision<RotationEvent>.Reject>(decision).Refusals.Select(refusal => refusal.Name));
    }

    [Fact]
    public void More_overrides_than_fit_are_refused()
    {
        var story = OfNovalien();
        for (var day = 0; day < OverrideBook.MaxKept; day++)
            story.Override(new Stretch(OnCallRole.Primary, Lea.Id, At("2026-01-07T00:00Z").AddDays(day), At("2026-01-07T12:00Z").AddDays(day)));

        story.Override(Primary(Tom, "2026-06-01T00:00Z", "2026-06-02T00:00Z"))
            .ExpectRefused("too-many", "32 overrides stand already, of at most 32; remove some");
    }

    [Fact]
    public void An_override_of_somebody_who_left_the_team_counts_no_more()
    {
        var story = OfNovalien().Override(Primary(Tom, "2026-01-07T00:00Z", "2026-01-08T00:00Z"));
        var without = Novalien.Policy with { People = [Ada, Ben, Cyd, Lea] };

        var shift = OnCallSchedule.Of(without, CalendarOf(without), story.Current).ShiftAt(At("2026-01-07T12:00Z"));
        Assert.Equal(Ada.Id, shift.Primary);
    }
}
