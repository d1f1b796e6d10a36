using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

public class PageUpTests
{
    static readonly TimeSpan Quarter = TimeSpan.FromMinutes(15);
    static readonly TimeSpan Instant = TimeSpan.FromTicks(1);

    [Fact]
    public void A_page_by_hand_reaches_the_secondary_although_somebody_has_it_and_the_chain_goes_on_from_there() => Acknowledged()
        .PageUp(Ada, EscalationRole.Secondary).ExpectHelp(Ben, level: 2)
        .PageUp(Ada, EscalationRole.Secondary).ExpectRefused("paged-already")
        .After(Quarter).ExpectPaging(EscalationRole.Lead, Lea, level: 3).Expect<Effect.RemindOfWord>();

    [Fact]
    public void To_the_lead_only_with_a_one_sentence_reason_which_goes_into_the_note() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .PageUp(Ben, EscalationRole.Lead, "escalating").ExpectRefused("reason-says-nothing")
        .PageUp(Ben, EscalationRole.Lead, PageReason.Example)
            .Expect<Effect.EscalatePage>(page => Assert.Equal((Lea, true), (page.Person, page.IsByHand)))
            .Expect<Effect.NotePage>(note => Assert.Equal(
                "Ben pages engineering lead Lea for the incident of 08:42 UTC: primary unreachable, customer-facing outage at 08:42 UTC", note.Text))
            .Expect<Effect.TellPagedUp>()
        .After(Quarter - Instant).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).ExpectPaging(EscalationRole.Cto, Tom, level: 4);

    [Theory]
    [InlineData("primary unreachable, customer-facing outage at 08:42 UTC", true)] // the runbook's own
    [InlineData("escalating", false)] // the runbook's own
    [InlineData("", false)]
    [InlineData("   ", false)]
    [InlineData("please help asap, need you now", false)] // the page says so already
    [InlineData("escalating escalating escalating escalating", false)]
    [InlineData("db db db db db", false)] // one word
    [InlineData("!!! ??? ... ,,, ;;;", false)]
    [InlineData("database down", false)] // who, since when?
    [InlineData("Ada offline, live view down", true)]
    public void A_reason_that_says_nothing_is_refused(string reason, bool isTaken) =>
        Assert.Equal(isTaken, PageReason.WhyNot(reason, IncidentsPolicy.Standard.MinReasonWords) is null);

    [Fact]
    public void A_refused_reason_is_answered_with_the_runbooks_own_example() =>
        Assert.Contains(PageReason.Example, PageReason.WhyNot("escalating", minWords: 4)!.Text, StringComparison.Ordinal);

    [Fact]
    public void A_page_is_never_taken_back_from_a_higher_level() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .PageUp(Ben, EscalationRole.Lead, PageReason.Example).ExpectHelp(Lea, level: 3)
        .PageUp(Ben, EscalationRole.Secondary).ExpectRefused("paged-higher");

    [Fact]
    public void Whoever_has_it_is_not_paged_for_it() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ben).Expect<Effect.TellAcknowledged>()
        .PageUp(Ada, EscalationRole.Secondary).ExpectRefused("has-it-already");

    [Fact]
    public void An_empty_level_is_said_to_be_empty() => IncidentStory.Of(Novalien.Policy.Without(EscalationRole.Lead))
        .Raise().Expect<Effect.DeclareIncident>()
        .Ask(Ben, IncidentAction.PageLead).ExpectRefused("nobody-there");

    [Fact]
    public void What_PagerDuty_says_of_our_own_page_is_no_news() => Acknowledged()
        .PageUp(Ada, EscalationRole.Secondary).ExpectHelp(Ben, level: 2)
        .Reassign(to: Ben, by: Ada).ExpectNothing().ExpectState<Incident.Paging>()
        .Reassign(to: Ben, by: Ada).ExpectIgnored(Reason.NothingChanged);

    [Fact]
    public void A_late_word_of_an_earlier_page_of_ours_does_not_take_it_from_the_later_one() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .PageUp(Ada, EscalationRole.Secondary).ExpectHelp(Ben, level: 2)
        .PageUp(Ada, EscalationRole.Lead, PageReason.Example).ExpectHelp(Lea, level: 3)
        .Reassign(to: Ben, by: Ada).ExpectNothing()
        .Reassign(to: Lea, by: Ada).ExpectNothing()
        .After(Quarter).ExpectPaging(EscalationRole.Cto, Tom, level: 4);

    [Fact]
    public void Re_assigned_to_the_secondary_in_PagerDuty_their_clock_runs() => Acknowledged()
        .Wait(TimeSpan.FromMinutes(2)).Reassign(to: Ben, by: Ada)
            .Expect<Effect.TellReassigned>(told => Assert.Equal((Ben, "Ada"), (told.Paged.Person, told.By.Name)))
        .After(Quarter - Instant).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).ExpectPaging(EscalationRole.Lead, Lea, level: 3);

    [Fact]
    public void An_acknowledgement_that_PagerDuty_let_expire_starts_the_clock_again() => Acknowledged()
        .Wait(TimeSpan.FromMinutes(5)).Unacknowledge()
            .Expect<Effect.TellAckExpired>(told => Assert.Equal((Ada, "Ada"), (told.Paged.Person, told.Owner.Name)))
        .Unacknowledge().ExpectIgnored(Reason.NothingChanged)
        .After(Quarter - Instant).ExpectIgnored(Reason.NotDueYet)
        .After(Instant).ExpectPaging(EscalationRole.Secondary, Ben, level: 2);

    [Fact]
    public void PagerDuty_refusing_a_page_by_hand_is_said_and_the_next_level_paged() => Acknowledged()
        .PageUp(Ada, EscalationRole.Secondary).ExpectHelp(Ben, level: 2)
        .Refuse(new Effect.EscalatePage(new IncidentId("PGR0VU2"), 2, Ben, IsByHand: true))
            .Expect<Effect.TellPageRefused>().ExpectPaging(EscalationRole.Lead, Lea, level: 3);

    static IncidentStory Acknowledged() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ada).Expect<Effect.TellAcknowledged>();
}
