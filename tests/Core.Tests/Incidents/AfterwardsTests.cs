using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Incidents;

/// <summary>An incident that is over: its postmortem is drafted and offered once, and nothing else happens.</summary>
public class AfterwardsTests
{
    static readonly OnCallPolicy Policy = Novalien.Policy with { Postmortems = new PostmortemsPolicy("novalien/novavms-cloud", "docs/postmortems") };
    static readonly IncidentDecider Decider = Novalien.DeciderFor(Policy);
    static readonly DateTimeOffset Now = IncidentStory.At("2026-01-06T09:00Z");
    static readonly Page Page = new(new IncidentId("PGR0VU2"), "API 5xx", null, null, IncidentStory.At("2026-01-06T08:42Z"));
    static readonly Uri Draft = new("https://github.com/novalien/novavms-cloud/pull/1");
    static readonly Effect.OfferPostmortem Offer = new(Page);

    [Fact]
    public void Every_P1_that_is_over_is_drafted_and_offered() => IncidentStory.Of(Policy)
        .Raise().Expect<Effect.DeclareIncident>()
        .Wait(18.Minutes()).Resolve()
        .Expect<Effect.OfferPostmortem>(offer => Assert.Equal("PGR0VU2", offer.Page.Incident.Value))
        .Expect<Effect.TellResolved>()
        .Resolve().ExpectIgnored(Reason.Over);

    [Fact]
    public void Where_the_policy_names_no_folder_none_is_offered() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Resolve().Expect<Effect.TellResolved>().ExpectNothing();

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Of_one_that_was_over_sooner_than_the_policy_says_none_is_offered(int minutes, bool isOffered)
    {
        var story = IncidentStory.Of(Policy with { Postmortems = Policy.Postmortems! with { AtLeast = 5.Minutes() } })
            .Raise().Expect<Effect.DeclareIncident>().Wait(minutes.Minutes()).Resolve();
        if (isOffered)
            story.Expect<Effect.OfferPostmortem>();
        story.Expect<Effect.TellResolved>().ExpectNothing();
    }

    [Fact]
    public void Where_it_is_comes_back_is_kept_and_told_once()
    {
        var command = Decider.Performed(Offer, Draft.AbsoluteUri, Now)!;
        var happened = Assert.Single(Assert.IsType<Decision<IncidentEvent>.Accept>(Decider.Decide(Over(), command)).Events);
        Assert.Equal([new Effect.TellPostmortem(Page, Draft)], Decider.EffectsOf(happened));

        var after = Assert.IsType<Incident.Resolved>(Decider.Evolve(Over(), happened));
        Assert.Equal(Draft, after.End!.Postmortem);
        Assert.IsType<Decision<IncidentEvent>.Ignore>(Decider.Decide(after, command));
        Assert.IsType<Decision<IncidentEvent>.Ignore>(Decider.Decide(after, Decider.Refuse(Offer, "why", Now)));
    }

    [Fact]
    public void That_it_was_refused_is_kept_and_told()
    {
        var happened = Assert.Single(
            Assert.IsType<Decision<IncidentEvent>.Accept>(Decider.Decide(Over(), Decider.Refuse(Offer, "No token.", Now))).Events);
        Assert.Equal([new Effect.TellNoPostmortem(Page, "No token.")], Decider.EffectsOf(happened));
        Assert.Equal("No token.", Assert.IsType<Incident.Resolved>(Decider.Evolve(Over(), happened)).End!.WhyNoPostmortem);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("no address")]
    public void What_was_done_without_an_address_tells_nothing(string? receipt)
    {
        Assert.Null(Decider.Performed(Offer, receipt, Now));
        Assert.Null(Decider.Performed(new Effect.NotePage(Page.Incident, "why"), Draft.AbsoluteUri, Now));
    }

    [Fact]
    public void What_an_end_tells_of_times_is_kept()
    {
        var story = IncidentStory.Of().Raise().Expect<Effect.DeclareIncident>()
            .Wait(3.Minutes()).Acknowledge(Novalien.Ada).Expect<Effect.TellAcknowledged>()
            .Wait(15.Minutes()).Resolve().Expect<Effect.TellResolved>();
        var end = Assert.IsType<Incident.Resolved>(story.State).End!;
        Assert.Equal((3.Minutes(), 18.Minutes(), 0, 0), (end.TimeToAcknowledge!.Value, end.TimeToResolve, end.Kept, end.Missed));
    }

    static Incident.Resolved Over() => new(new IncidentEnd(Page, Actor.PagerDuty, Now, null, 18.Minutes(), 0, 1));
}
