using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using static OnCall.Core.Tests.Novalien;
using static OnCall.Core.Tests.Rotation.RotationStory;

namespace OnCall.Core.Tests.Rotation;

/// <summary>On 6 January Ada is primary, Ben secondary, Lea lead and Tom CTO.</summary>
public class PagerDutyComparisonTests
{
    static readonly DateTimeOffset Now = At("2026-01-06T12:00Z");

    static readonly PagerDutyOnCall[] Same =
    [
        Entry(1, Ada, "2026-01-05T09:00Z", "2026-01-12T09:00Z"), Entry(2, Ben, "2026-01-05T09:00Z", "2026-01-12T09:00Z"),
        Entry(3, Lea), Entry(4, Tom), // with neither start nor end: always
    ];

    [Fact]
    public void Where_both_say_the_same_there_is_no_difference() => Assert.Empty(Compare(Same));

    [Fact]
    public void Entries_that_are_over_or_to_come_do_not_count() => Assert.Empty(Compare(
        [.. Same, Entry(1, Cyd, "2026-01-05T00:00Z", "2026-01-06T12:00Z"), Entry(1, Cyd, "2026-01-06T12:00:01Z", null), Entry(1, Cyd, null, "2026-01-01T00:00Z")]));

    [Fact]
    public void Somebody_who_stands_on_a_level_twice_is_one() => Assert.Empty(Compare([.. Same, Entry(1, Ada)]));

    [Fact]
    public void Somebody_else_is_a_difference() => AssertOne(
        Compare([Entry(1, Cyd), .. Same[1..]]), 1,
        "PagerDuty pages Cyd on level 1 (primary), where Ada stands here.",
        "This file leads: make Ada (PADA001) the only one on level 1 in PagerDuty.");

    [Fact]
    public void Somebody_besides_is_a_difference_whoever_comes_first() => AssertOne(
        Compare([Entry(1, Cyd), .. Same]), 1,
        "PagerDuty pages Cyd on level 1 (primary) besides Ada.",
        "This file leads: make Ada (PADA001) the only one on level 1 in PagerDuty.");

    [Fact]
    public void Nobody_is_a_difference() => AssertOne(
        Compare([Same[0], .. Same[2..]]), 2,
        "PagerDuty pages nobody on level 2 (secondary), where Ben stands here.",
        "This file leads: make Ben (PBEN001) the only one on level 2 in PagerDuty.");

    [Fact]
    public void Somebody_on_a_level_that_is_empty_here_is_a_difference() => AssertOne(
        Compare(Same, Novalien.Policy.Without(EscalationRole.Lead)), 3,
        "PagerDuty pages Lea on level 3 (engineering lead), where nobody stands here.",
        "This file leads: take everybody off level 3 in PagerDuty.");

    [Fact]
    public void A_level_that_is_empty_on_both_sides_is_none() => Assert.Empty(
        Compare([.. Same[..2], Same[3]], Novalien.Policy.Without(EscalationRole.Lead)));

    [Fact]
    public void A_level_beyond_the_chain_is_a_difference() => AssertOne(
        Compare([.. Same, new PagerDutyOnCall(5, "PZED001", "Zed", null, null)]), 5,
        "PagerDuty pages Zed (PZED001, not in the policy) on level 5, which the policy's chain does not have.",
        "This file leads: remove level 5 from PagerDuty's escalation policy.");

    [Fact]
    public void When_PagerDuty_leads_it_is_this_file_that_is_mended()
    {
        var differences = Compare([Entry(1, Cyd), Same[1], Entry(3, Tom), Same[3], Entry(5, Ada)], PagerDutyLeads);

        Assert.Equal(
            [
                "PagerDuty leads: set an override or a swap here, or mend rotation.order in the policy.",
                "PagerDuty leads: mend the person of level 3 in the policy's escalation.",
                "PagerDuty leads: add the level to escalation in the policy.",
            ],
            differences.Select(difference => difference.Mend));
    }

    [Fact]
    public void An_override_here_is_compared_too()
    {
        var story = OfNovalien("2026-01-06T11:00Z").Override(Primary(Cyd, "2026-01-06T11:00Z", "2026-01-06T13:00Z"));

        AssertOne(PagerDutyComparison.Of(Novalien.Policy, new EscalationChain(Novalien.Policy, CalendarOf(Novalien.Policy), story), Same, Now), 1,
            "PagerDuty pages Ada on level 1 (primary), where Cyd stands here.",
            "This file leads: make Cyd (PCYD001) the only one on level 1 in PagerDuty.");
    }

    [Fact]
    public void The_same_difference_says_the_same_however_often_it_is_found_and_in_whatever_order() => Assert.Equal(
        Compare([Entry(1, Cyd), Entry(1, Ben), .. Same[1..]]), Compare([.. Same[1..], Entry(1, Ben), Entry(1, Cyd)]));

    static OnCallPolicy PagerDutyLeads { get; } =
        Novalien.Policy with { Rotation = Novalien.Policy.Rotation with { Source = RotationSource.PagerDuty } };

    static IReadOnlyList<OnCallDifference> Compare(IReadOnlyList<PagerDutyOnCall> entries, OnCallPolicy? policy = null) => PagerDutyComparison.Of(
        policy ?? Novalien.Policy, new EscalationChain(policy ?? Novalien.Policy, CalendarOf(policy ?? Novalien.Policy)), entries, Now);

    static void AssertOne(IReadOnlyList<OnCallDifference> differences, int level, string sentence, string mend) =>
        Assert.Equal(new OnCallDifference(level, sentence, mend), Assert.Single(differences));

    static PagerDutyOnCall Entry(int level, Person person, string? start = null, string? end = null) => new(
        level, person.PagerDuty, person.Name, start is null ? null : At(start), end is null ? null : At(end));
}
