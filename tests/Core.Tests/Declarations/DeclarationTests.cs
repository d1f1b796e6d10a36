using System.Globalization;
using System.Text.Json;
using OnCall.Core.Alerts;
using OnCall.Core.Declarations;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests.Declarations;

/// <summary>An incident that somebody declares by hand.</summary>
public class DeclarationTests
{
    static readonly OnCallPolicy Policy = Novalien.Policy;
    static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);
    static readonly Actor Ben = Actor.Of(Policy[new PersonId("ben")]);
    static readonly DeclaredIncident Incident = new("Playback is black", Ben, Now);

    static readonly DeclarationDecider Decider = new(
        Policy, new EscalationChain(Policy, new RotationCalendar(Policy.Rotation, new OnCallZone(Policy.Zone))));

    static readonly DeclarationCommand.Declare Declare = new("13.37.abc", "Playback is black", Ben, Now);
    static readonly DeclarationEvent.Declared Declared = new("13.37.abc", Incident, Now);
    static readonly DeclarationEvent.Refused Refused = new(Incident, "PagerDuty refused.", Now);
    static readonly Effect Trigger = Decider.EffectsOf(Declared)[0];

    static readonly Declaration[] States = [new Declaration.None(), new Declaration.Made(Incident), new Declaration.Refused()];

    [Fact]
    public void Whoever_declares_pages_under_an_id_of_its_own_and_the_page_says_who_and_in_which_words()
    {
        Assert.Equal([Declared], Accepted(new Declaration.None(), Declare));
        var alert = Assert.IsType<Effect.TriggerAlert>(Trigger).Alert;
        Assert.Equal(DedupKey.Of("declared-by-hand", "13.37.abc"), alert.Key);
        Assert.Equal("Playback is black (declared by Ben)", alert.Summary);
        Assert.Equal("Ben declared it by hand, in these words: Playback is black", alert.Why);
        Assert.Equal(Now, alert.At);
    }

    [Fact]
    public void The_same_declaration_pages_once_and_two_are_two_incidents()
    {
        Assert.Equal(Reason.AlreadyRaised, Ignored(new Declaration.Made(Incident), Declare));
        Assert.NotEqual(KeyOf("one"), KeyOf("two"));

        static DedupKey KeyOf(string id) =>
            ((Effect.TriggerAlert)Decider.EffectsOf(Declared with { Id = id })[0]).Alert.Key;
    }

    [Theory]
    [InlineData("", "what-missing")]
    [InlineData("  ", "what-missing")]
    public void Words_that_say_nothing_are_refused(string what, string refusal) => Assert.Equal(
        refusal, Rejected(Declare with { What = what }).Name);

    [Fact]
    public void Words_that_nobody_could_read_aloud_are_refused_with_their_limit()
    {
        var longest = new string('x', DeclarationDecider.MaxWhatLength);
        Assert.NotEmpty(Accepted(new Declaration.None(), Declare with { What = longest }));
        Assert.Equal("has 201 characters; say it in at most 200.", Rejected(Declare with { What = longest + "x" }).Text);
    }

    [Fact]
    public void When_PagerDuty_refuses_for_good_those_on_call_are_told_and_the_primary_by_name()
    {
        Assert.Equal([Refused], Accepted(
            new Declaration.Made(Incident), new DeclarationCommand.Refuse(Trigger, "PagerDuty refused.", Now)));
        var told = Assert.IsType<Effect.TellDeclarationRefused>(Assert.Single(Decider.EffectsOf(Refused)));
        Assert.Equal((Audience.OnCall, Importance.Declaration), (told.Audience, told.Importance));
        Assert.Equal("Ada", told.Primary?.Name);
    }

    // One row a state: what comes of Declare, Refuse of the page, Refuse of the message, Overtaken, WakeUp.
    [Theory]
    [InlineData(0, "Declared", "NobodyToTell", "NobodyToTell", "NobodyToTell", "NotDueYet")]
    [InlineData(1, "AlreadyRaised", "Refused", "NobodyToTell", "NobodyToTell", "NotDueYet")]
    [InlineData(2, "AlreadyRaised", "NobodyToTell", "NobodyToTell", "NobodyToTell", "NotDueYet")]
    public void Every_command_has_an_answer_in_every_state(int state, params string[] answers)
    {
        var message = Decider.EffectsOf(Refused)[0];
        DeclarationCommand[] commands =
        [
            Declare, new DeclarationCommand.Refuse(Trigger, "why", Now), new DeclarationCommand.Refuse(message, "why", Now),
            new DeclarationCommand.Overtaken(Trigger, "why", Now), new DeclarationCommand.WakeUp(Now),
        ];
        Assert.Equal(answers, commands.Select(command => Decider.Decide(States[state], command) switch
        {
            Decision<DeclarationEvent>.Accept accept => Assert.Single(accept.Events).GetType().Name,
            Decision<DeclarationEvent>.Ignore ignore => ignore.Reason.ToString(),
            var other => other.GetType().Name,
        }));
    }

    [Fact]
    public void A_declaration_is_explained_by_who_made_it_and_waits_for_nothing()
    {
        Assert.Equal(new Explanation(Now, Ben, Rules.DeclaredByHand), Decider.Explain(Declared));
        Assert.Equal(new Explanation(Now, Actor.PagerDuty, Rules.DeclaredByHand), Decider.Explain(Refused));
        Assert.Equal([false, true, true], States.Select(Decider.IsOver));
        Assert.All(States, state => Assert.Null(Decider.DeadlineOf(state)));
        Assert.Equal(States[1..], new DeclarationEvent[] { Declared, Refused }.Select(e => Decider.Evolve(States[0], e)));
    }

    const string StoredIncident =
        """{"what":"Playback is black","by":{"id":"person:ben","name":"Ben"},"at":"2026-01-06T08:42:00+00:00"}""";

    [Fact]
    public void What_is_on_disk_can_still_be_read()
    {
        Assert.Equal(
            [
                """{"type":"none"}""",
                $$"""{"type":"made","incident":{{StoredIncident}}}""",
                """{"type":"refused"}""",
            ],
            States.Select(state => JsonSerializer.Serialize(state, DeclarationStateJson.Default.Declaration)));
        Assert.All(States, state => Assert.Equal(state, JsonSerializer.Deserialize(
            JsonSerializer.Serialize(state, DeclarationStateJson.Default.Declaration), DeclarationStateJson.Default.Declaration)));

        foreach (var (happened, stored) in new (DeclarationEvent, string)[]
        {
            (Declared, $$"""{"type":"declared","id":"13.37.abc","incident":{{StoredIncident}},"at":"2026-01-06T08:42:00+00:00"}"""),
            (Refused, $$"""{"type":"refused","incident":{{StoredIncident}},"why":"PagerDuty refused.","at":"2026-01-06T08:42:00+00:00"}"""),
        })
        {
            Assert.Equal(stored, JsonSerializer.Serialize(happened, DeclarationEventJson.Default.DeclarationEvent));
            Assert.Equal(happened, JsonSerializer.Deserialize(stored, DeclarationEventJson.Default.DeclarationEvent));
        }

        Assert.StartsWith(
            """{"type":"tell-declaration-refused","incident":""",
            JsonSerializer.Serialize(Decider.EffectsOf(Refused)[0], EffectJson.Default.Effect), StringComparison.Ordinal);
    }

    static IReadOnlyList<DeclarationEvent> Accepted(Declaration state, DeclarationCommand command) =>
        Assert.IsType<Decision<DeclarationEvent>.Accept>(Decider.Decide(state, command)).Events;

    static Reason Ignored(Declaration state, DeclarationCommand command) =>
        Assert.IsType<Decision<DeclarationEvent>.Ignore>(Decider.Decide(state, command)).Reason;

    static Refusal Rejected(DeclarationCommand command) => Assert.Single(
        Assert.IsType<Decision<DeclarationEvent>.Reject>(Decider.Decide(new Declaration.None(), command)).Refusals);
}
