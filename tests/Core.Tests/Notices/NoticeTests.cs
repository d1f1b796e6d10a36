using System.Globalization;
using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Notices;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Notices;

public class NoticeTests
{
    static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);
    static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    static readonly NoticeDecider Decider = new();
    static readonly Effect AnEffect = new Effect.TellNotice("what", "advice", Now);

    static readonly Notice[] States = [new Notice.None(), new Notice.Standing("what", "advice", Now), new Notice.Settled()];

    static readonly NoticeCommand[] Commands =
    [
        new NoticeCommand.Announce("what", "advice", Now),
        new NoticeCommand.Settle(Now),
        new NoticeCommand.Refuse(AnEffect, "why", Now),
        new NoticeCommand.Overtaken(AnEffect, "why", Now),
        new NoticeCommand.WakeUp(Now),
    ];

    Notice _notice = new Notice.None();

    [Fact]
    public void What_is_announced_is_told_with_its_advice_to_those_on_call()
    {
        var told = Assert.IsType<Effect.TellNotice>(Assert.Single(Announce("The webhook is off.", "Switch it on.").Told));

        Assert.Equal(new Effect.TellNotice("The webhook is off.", "Switch it on.", Now), told);
        Assert.Equal(Audience.OnCall, told.Audience);
        Assert.False(told.OpensThread);
    }

    [Fact]
    public void While_it_stands_it_is_not_said_again()
    {
        Announce("The webhook is off.");
        Assert.Equal(Reason.AlreadyAnnounced, Announce("The webhook is off.").Ignored);
        Assert.Equal(Reason.AlreadyAnnounced, Announce("The webhook is off.", "Other words of the neighbour.").Ignored);
    }

    [Fact]
    public void What_has_changed_is_said_again()
    {
        Announce("An ack expires after 30 min.");
        Assert.Single(Announce("An ack expires after 10 min.").Told);
    }

    [Fact]
    public void What_comes_back_after_it_was_settled_is_said_again()
    {
        Announce("The webhook is off.");
        Assert.Empty(Do(new NoticeCommand.Settle(Now)).Told);
        Assert.Single(Announce("The webhook is off.").Told);
    }

    [Fact]
    public void What_comes_in_floods_is_quiet_for_its_time_also_when_it_has_changed()
    {
        Do(new NoticeCommand.Announce("one", "", Now) { QuietFor = Hour });
        Assert.Equal(Reason.AnnouncedLately,
            Do(new NoticeCommand.Announce("two", "", Now + Hour - TimeSpan.FromTicks(1)) { QuietFor = Hour }).Ignored);
        Assert.Single(Do(new NoticeCommand.Announce("two", "", Now + Hour) { QuietFor = Hour }).Told);
    }

    [Fact]
    public void Settling_what_never_was_or_is_settled_does_nothing()
    {
        Assert.Equal(Reason.NothingThere, Do(new NoticeCommand.Settle(Now)).Ignored);
        Announce("The webhook is off.");
        Do(new NoticeCommand.Settle(Now));
        Assert.Equal(Reason.AlreadySettled, Do(new NoticeCommand.Settle(Now)).Ignored);
    }

    [Fact]
    public void Every_state_answers_every_command_and_nobody_has_to_look_after_a_notice()
    {
        Assert.Equal(Nested<Notice>(), States.Select(state => state.GetType()).ToHashSet());
        Assert.Equal(Nested<NoticeCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        foreach (var state in States)
        {
            Assert.True(Decider.IsOver(state));
            Assert.Null(Decider.DeadlineOf(state));
            foreach (var command in Commands)
                Assert.NotNull(Decider.Decide(state, command));
        }
    }

    [Theory]
    [InlineData("""{"type":"announced","what":"what","advice":"advice","at":"2026-01-06T08:42:00+00:00"}""")]
    [InlineData("""{"type":"settled","at":"2026-01-06T08:42:00+00:00"}""")]
    public void Events_are_stored_like_this_and_explained(string stored)
    {
        var happened = JsonSerializer.Deserialize(stored, NoticeEventJson.Default.NoticeEvent)!;

        Assert.Equal(stored, JsonSerializer.Serialize(happened, NoticeEventJson.Default.NoticeEvent));
        Assert.Equal(new Explanation(Now, Actor.Service, Rules.NoticeOnce), Decider.Explain(happened));
    }

    [Theory]
    [InlineData("""{"type":"none"}""")]
    [InlineData("""{"type":"standing","what":"what","advice":"advice","announcedAt":"2026-01-06T08:42:00+00:00"}""")]
    [InlineData("""{"type":"settled"}""")]
    public void States_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, NoticeStateJson.Default.Notice)!, NoticeStateJson.Default.Notice));

    static HashSet<Type> Nested<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];

    (IReadOnlyList<Effect> Told, Reason? Ignored) Announce(string what, string advice = "") =>
        Do(new NoticeCommand.Announce(what, advice, Now));

    (IReadOnlyList<Effect> Told, Reason? Ignored) Do(NoticeCommand command)
    {
        var decision = Decider.Decide(_notice, command);
        var events = (decision as Decision<NoticeEvent>.Accept)?.Events ?? [];
        _notice = events.Aggregate(_notice, Decider.Evolve);
        return ([.. events.SelectMany(Decider.EffectsOf)], (decision as Decision<NoticeEvent>.Ignore)?.Reason);
    }
}
