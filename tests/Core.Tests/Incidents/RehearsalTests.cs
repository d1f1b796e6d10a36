using OnCall.Core.Incidents;
using OnCall.Core.Policy;

namespace OnCall.Core.Tests.Incidents;

/// <summary>Who would be paged, and when.</summary>
public class RehearsalTests
{
    [Fact]
    public void The_chain_is_walked_as_it_would_be_paged() => Assert.Equal(
        ["08:42 Ada", "08:57 Ben", "09:12 Lea", "09:27 Tom", "09:42"], Walk(Novalien.Policy, "2026-01-06T08:42Z"));

    [Fact]
    public void Who_stands_on_a_level_is_asked_for_the_moment_at_which_it_is_paged() => Assert.Equal(
        // The handover is at 09:00 UTC: Ben becomes primary, Cyd secondary.
        ["08:50 Ada", "09:05 Cyd", "09:20 Lea", "09:35 Tom", "09:50"], Walk(Novalien.Policy, "2026-01-12T08:50Z"));

    [Fact]
    public void A_level_on_which_nobody_stands_is_skipped_at_once() => Assert.Equal(
        ["08:42 Ada", "08:57 Ben", "09:12 Tom", "09:27", "skipped Lead"], Walk(Novalien.Policy.Without(EscalationRole.Lead), "2026-01-06T08:42Z"));

    static IEnumerable<string> Walk(OnCallPolicy policy, string now)
    {
        var rehearsal = Rehearsal.Of(new EscalationChain(policy, Novalien.CalendarOf(policy)), IncidentStory.At(now));
        return
        [
            .. rehearsal.Pages.Select(page => $"{page.At:HH:mm} {page.Responder.Person.Name}"),
            $"{rehearsal.ExhaustedAt:HH:mm}",
            .. rehearsal.Skipped.Select(role => $"skipped {role}"),
        ];
    }
}
