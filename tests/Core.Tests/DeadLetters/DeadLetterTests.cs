using System.Globalization;
using System.Text.Json;
using OnCall.Core.DeadLetters;
using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.DeadLetters;

public class DeadLetterTests
{
    static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);
    static readonly DeadLetterDecider Decider = new();
    static readonly Actor Somebody = new("person", "somebody");
    static readonly DeadMessage Message = new(new DeadKnock("incident-PGR0VU2", 3), "{}", "too often");
    static readonly Effect AnEffect = new Effect.TellNotice("what", "advice", Now);

    static readonly DeadLetter[] States =
        [new DeadLetter.None(), new DeadLetter.Waiting(Message, Now), new DeadLetter.Replayed()];

    static readonly DeadLetterCommand[] Commands =
    [
        new DeadLetterCommand.Record(Message, Now),
        new DeadLetterCommand.Replay(Somebody, Now),
        new DeadLetterCommand.Refuse(AnEffect, "why", Now),
        new DeadLetterCommand.Overtaken(AnEffect, "why", Now),
        new DeadLetterCommand.WakeUp(Now),
    ];

    DeadLetter _letter = new DeadLetter.None();

    [Fact]
    public void A_dead_letter_is_kept_open_until_it_is_replayed()
    {
        Assert.Null(Do(new DeadLetterCommand.Record(Message, Now)));
        Assert.Equal(new DeadLetter.Waiting(Message, Now), _letter);
        Assert.False(Decider.IsOver(_letter));

        Assert.Null(Do(new DeadLetterCommand.Replay(Somebody, Now)));
        Assert.True(Decider.IsOver(_letter));
    }

    [Fact]
    public void A_message_that_comes_twice_is_recorded_once()
    {
        Do(new DeadLetterCommand.Record(Message, Now));
        Assert.Equal(Reason.AlreadyRecorded, Do(new DeadLetterCommand.Record(Message, Now)));
        Do(new DeadLetterCommand.Replay(Somebody, Now));
        Assert.Equal(Reason.AlreadyRecorded, Do(new DeadLetterCommand.Record(Message, Now)));
    }

    [Fact]
    public void What_is_not_there_or_replayed_already_is_not_replayed()
    {
        Assert.Equal(Reason.NothingThere, Do(new DeadLetterCommand.Replay(Somebody, Now)));
        Do(new DeadLetterCommand.Record(Message, Now));
        Do(new DeadLetterCommand.Replay(Somebody, Now));
        Assert.Equal(Reason.AlreadyReplayed, Do(new DeadLetterCommand.Replay(Somebody, Now)));
    }

    [Fact]
    public void Every_state_answers_every_command_and_nothing_is_ever_due()
    {
        Assert.Equal(Nested<DeadLetter>(), States.Select(state => state.GetType()).ToHashSet());
        Assert.Equal(Nested<DeadLetterCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        foreach (var state in States)
        {
            Assert.Null(Decider.DeadlineOf(state));
            foreach (var command in Commands)
                Assert.NotNull(Decider.Decide(state, command));
        }
    }

    [Theory]
    [InlineData("""{"type":"recorded","message":{"knock":{"process":"incident-PGR0VU2","version":3},"body":"{}","why":"too often"},"at":"2026-01-06T08:42:00+00:00"}""", "oncall")]
    [InlineData("""{"type":"replayed","by":{"id":"person","name":"somebody"},"at":"2026-01-06T08:42:00+00:00"}""", "person")]
    public void Events_are_stored_like_this_and_say_by_whom(string stored, string by)
    {
        var happened = JsonSerializer.Deserialize(stored, DeadLetterEventJson.Default.DeadLetterEvent)!;

        Assert.Equal(stored, JsonSerializer.Serialize(happened, DeadLetterEventJson.Default.DeadLetterEvent));
        Assert.Empty(Decider.EffectsOf(happened));
        Assert.Equal((Now, by, Rules.DeadLetterKept),
            (Decider.Explain(happened).At, Decider.Explain(happened).By.Id, Decider.Explain(happened).Rule));
    }

    [Theory]
    [InlineData("""{"type":"none"}""")]
    [InlineData("""{"type":"waiting","message":{"body":"{}"},"at":"2026-01-06T08:42:00+00:00"}""")]
    [InlineData("""{"type":"replayed"}""")]
    public void States_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, DeadLetterStateJson.Default.DeadLetter)!, DeadLetterStateJson.Default.DeadLetter));

    static HashSet<Type> Nested<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];

    Reason? Do(DeadLetterCommand command)
    {
        var decision = Decider.Decide(_letter, command);
        _letter = ((decision as Decision<DeadLetterEvent>.Accept)?.Events ?? []).Aggregate(_letter, Decider.Evolve);
        return (decision as Decision<DeadLetterEvent>.Ignore)?.Reason;
    }
}
