using OnCall.Core.Rotation;
using static OnCall.Core.Tests.Novalien;
using static OnCall.Core.Tests.Rotation.RotationStory;

namespace OnCall.Core.Tests.Rotation;

/// <summary>In these weeks, from Mondays 09:00Z on: 5 Jan Ada and Ben, 12 Jan Ben and Cyd, 19 Jan Cyd and Ada.</summary>
public class SwapTests
{
    [Fact]
    public void Two_people_exchange_their_weeks_and_change_places_where_one_is_the_others_secondary() => OfNovalien("2026-01-04T12:00Z")
        .Swap(Primary(Ada, "2026-01-05T09:00Z", "2026-01-12T09:00Z"), Primary(Ben, "2026-01-12T09:00Z", "2026-01-19T09:00Z"))
        .ExpectOnCall("2026-01-05T08:59Z", Cyd, Ada)
        .ExpectOnCall("2026-01-05T09:00Z", Ben, Ada)
        .ExpectOnCall("2026-01-12T08:59Z", Ben, Ada)
        .ExpectOnCall("2026-01-12T09:00Z", Ada, Cyd)
        .ExpectOnCall("2026-01-19T09:00Z", Cyd, Ada);

    [Fact]
    public void Parts_of_shifts_can_be_swapped() => OfNovalien()
        .Swap(Primary(Ada, "2026-01-08T17:00Z", "2026-01-09T09:00Z"), Secondary(Cyd, "2026-01-15T17:00Z", "2026-01-16T09:00Z"))
        .ExpectOnCall("2026-01-08T16:59Z", Ada, Ben)
        .ExpectOnCall("2026-01-08T17:00Z", Cyd, Ben)
        .ExpectOnCall("2026-01-09T09:00Z", Ada, Ben)
        .ExpectOnCall("2026-01-15T17:00Z", Ben, Ada)
        .ExpectOnCall("2026-01-16T09:00Z", Ben, Cyd);

    [Fact]
    public void Primary_and_secondary_change_places_for_a_night() => OfNovalien()
        .Swap(Primary(Ada, "2026-01-08T17:00Z", "2026-01-09T09:00Z"), Secondary(Ben, "2026-01-08T17:00Z", "2026-01-09T09:00Z"))
        .ExpectOnCall("2026-01-08T17:00Z", Ben, Ada)
        .ExpectOnCall("2026-01-09T09:00Z", Ada, Ben);

    [Fact]
    public void A_swap_is_removed_as_a_whole() => OfNovalien("2026-01-04T12:00Z")
        .Swap(Primary(Ada, "2026-01-05T09:00Z", "2026-01-12T09:00Z"), Primary(Ben, "2026-01-12T09:00Z", "2026-01-19T09:00Z"))
        .Until("2026-01-07T12:00Z").Remove(1)
        .ExpectOnCall("2026-01-07T11:59Z", Ben, Ada)
        .ExpectOnCall("2026-01-07T12:00Z", Ada, Ben)
        .ExpectOnCall("2026-01-12T09:00Z", Ben, Cyd);

    [Fact]
    public void Nobody_gives_away_what_is_not_theirs() => OfNovalien()
        .Swap(Primary(Ada, "2026-01-08T00:00Z", "2026-01-13T00:00Z"), Primary(Cyd, "2026-01-20T00:00Z", "2026-01-21T00:00Z"))
        .ExpectRefused("not-theirs", "first: Ada is not primary all that time: from Mon 2026-01-12 10:00 +01:00 to Mon 2026-01-19 10:00 +01:00 it is Ben; give only times that are theirs.");

    [Fact]
    public void A_swap_is_between_two_people() => OfNovalien()
        .Swap(Primary(Ada, "2026-01-08T00:00Z", "2026-01-09T00:00Z"), Secondary(Ada, "2026-01-20T00:00Z", "2026-01-21T00:00Z"))
        .ExpectRefused("same-person", "second.person: is 'ada' as well; a swap is between two people.");

    [Fact]
    public void A_swap_of_overlapping_times_is_refused() => OfNovalien()
        .Swap(Primary(Ada, "2026-01-08T00:00Z", "2026-01-10T00:00Z"), Secondary(Ben, "2026-01-08T00:00Z", "2026-01-09T00:00Z"))
        .ExpectRefused("stretches-overlap", "give two roles and the same time twice");

    [Fact]
    public void A_swap_of_what_an_override_holds_says_which_one() => OfNovalien()
        .Override(Primary(Lea, "2026-01-08T00:00Z", "2026-01-09T00:00Z"))
        .Swap(Primary(Lea, "2026-01-08T00:00Z", "2026-01-09T00:00Z"), Primary(Ben, "2026-01-13T00:00Z", "2026-01-14T00:00Z"))
        .ExpectRefused("overlaps", "override 1 has Lea as primary");

    [Fact]
    public void The_parts_of_a_swap_are_checked_like_overrides() => OfNovalien()
        .Swap(Primary(Ada, "2026-01-08T00:00Z", "2026-01-07T00:00Z"), Primary(Ben, "2026-01-13T00:00Z", "2026-01-14T00:00Z"))
        .ExpectRefused("empty-time", "first.to: ");
}
