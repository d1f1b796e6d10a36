using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

/// <summary>"If you need to act inside a customer org."</summary>
public class ImpersonationTests
{
    static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    [Fact]
    public void Minted_entered_and_ended_each_stands_in_the_thread() => Open()
        .Impersonate(Ada).ExpectNothing()
        .Minted("grant_1", Ada, HalfAnHour).Expect<Effect.TellImpersonation>(told => Assert.Equal("Ada", told.Impersonation.By.Name))
        .Minted("grant_1", Ada, HalfAnHour).ExpectIgnored(Reason.AlreadyRecorded)
        .Enter("grant_1").Expect<Effect.TellImpersonationUsed>()
        .Enter("grant_1").ExpectIgnored(Reason.NothingChanged)
        .EndImpersonation(Ben, "grant_1")
            .Expect<Effect.TellImpersonationEnded>(told => Assert.Equal(("Ben", true), (told.By.Name, told.Impersonation.IsUsed)))
            .Expect<Effect.EndImpersonation>(end => Assert.Equal("grant_1", end.Impersonation.Grant))
        .EndImpersonation(Ada, "grant_1").ExpectRefused("ended-already");

    [Fact]
    public void Anyone_but_a_responder_is_refused_and_it_is_recorded() => Open()
        .Impersonate(Cyd).Expect<Effect.HintNotAllowed>(hint => Assert.Equal(IncidentAction.Impersonate, hint.Action));

    [Fact]
    public void Its_time_over_it_ends_by_itself_and_NovaVMS_needs_not_be_told() => Open()
        .Minted("grant_1", Ada, TimeSpan.FromMinutes(5)).Expect<Effect.TellImpersonation>()
        .After(TimeSpan.FromMinutes(5) - Millisecond).ExpectIgnored(Reason.NotDueYet)
        .After(Millisecond).Expect<Effect.TellImpersonationEnded>(told => Assert.Equal(Actor.Clock, told.By));

    [Fact]
    public void Resolved_nobody_stays_inside() => Open()
        .Minted("grant_1", Ada, HalfAnHour).Expect<Effect.TellImpersonation>()
        .Resolve().Expect<Effect.TellImpersonationEnded>().Expect<Effect.EndImpersonation>().Expect<Effect.TellResolved>();

    [Fact]
    public void A_token_that_reached_nobody_is_ended() => Open()
        .Minted("grant_1", Ada, HalfAnHour).Expect<Effect.TellImpersonation>()
        .Withdraw("grant_1").Expect<Effect.TellImpersonationEnded>(told => Assert.Equal(Actor.Service, told.By)).Expect<Effect.EndImpersonation>();

    [Fact]
    public void Without_an_open_incident_there_is_none() => IncidentStory.Of()
        .Impersonate(Ada).ExpectIgnored(Reason.NothingThere)
        .Raise().Expect<Effect.DeclareIncident>()
        .Resolve().Expect<Effect.TellResolved>()
        .Impersonate(Ada).ExpectRefused("over");

    [Fact]
    public void More_than_five_at_once_are_refused()
    {
        var story = Open();
        for (var grant = 1; grant <= 5; grant++)
            story = story.Impersonate(Ada).ExpectNothing().Minted($"grant_{grant}", Ada, HalfAnHour).Expect<Effect.TellImpersonation>();
        story.Impersonate(Ada).ExpectRefused("too-many");
    }

    static IncidentStory Open() => IncidentStory.Of()
        .Raise().Expect<Effect.DeclareIncident>()
        .Acknowledge(Ada).Expect<Effect.TellAcknowledged>();
}
