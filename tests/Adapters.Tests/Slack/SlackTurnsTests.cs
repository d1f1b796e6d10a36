using OnCall.Adapters.Slack;
using OnCall.Core.Effects;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>Whose turn it is once Slack has slowed a lane down: one a second, the most important first.</summary>
public class SlackTurnsTests
{
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    readonly SlackTurns _turns = new(pace: Second);
    DateTimeOffset _now = Fixture.Start;

    [Fact]
    public void As_long_as_Slack_takes_everything_nobody_waits() => Assert.All(
        Enumerable.Range(1, 100), index => Assert.Null(Wait(index, Importance.Noise)));

    [Fact]
    public void What_Slack_did_not_take_waits_as_long_as_Slack_asks()
    {
        Assert.Equal(30 * Second, Pause(1, Importance.Noise, 30 * Second));
        _now += 29 * Second;
        Assert.Equal(Second, Wait(1, Importance.Noise));
        _now += Second;
        Assert.Null(Wait(1, Importance.Noise));
    }

    [Fact]
    public void What_Slack_did_not_take_without_saying_for_how_long_waits_one_turn() =>
        Assert.Equal(Second, Pause(1, Importance.Noise, retryAfter: null));

    [Fact]
    public void Who_comes_while_somebody_waits_is_told_the_time_behind_them()
    {
        Pause(1, Importance.Noise, 5 * Second);
        Assert.Equal(6 * Second, Wait(2, Importance.Noise));
        Assert.Equal(7 * Second, Wait(3, Importance.Noise));
        Assert.Equal(8 * Second, Wait(4, Importance.Noise));
        Assert.Equal(7 * Second, Wait(3, Importance.Noise)); // However often it asks.
    }

    [Fact]
    public void The_most_important_goes_first_and_those_who_came_before_it_one_turn_later()
    {
        Pause(1, Importance.Noise, Second);
        Wait(2, Importance.OnCall);
        Wait(3, Importance.Incident);
        Assert.Equal(Second, Wait(4, Importance.Declaration));

        _now += Second;
        Assert.Equal(3 * Second, Wait(1, Importance.Noise));
        Assert.Equal(2 * Second, Wait(2, Importance.OnCall));
        Assert.Equal(Second, Wait(3, Importance.Incident));
        Assert.Null(Wait(4, Importance.Declaration));
        Assert.Equal(Second, Wait(3, Importance.Incident));
        _now += Second;
        Assert.Null(Wait(3, Importance.Incident));
    }

    [Fact]
    public void Among_equals_who_came_first_goes_first()
    {
        Pause(1, Importance.Incident, Second);
        Wait(2, Importance.Incident);
        _now += Second;
        Assert.Equal(Second, Wait(2, Importance.Incident));
        Assert.Equal(2 * Second, Wait(3, Importance.Incident));
        Assert.Null(Wait(1, Importance.Incident));
    }

    [Fact]
    public void Who_does_not_come_for_its_turn_is_waited_for_some_seconds_and_no_longer()
    {
        Pause(1, Importance.Declaration, Second);
        Wait(2, Importance.Noise);
        _now += Second + SlackTurns.LateByAtMost;
        Assert.Equal(Second, Wait(2, Importance.Noise));
        _now += TimeSpan.FromTicks(1);
        Assert.Null(Wait(2, Importance.Noise));
    }

    [Fact]
    public void When_nobody_waits_any_more_bursts_pass_again()
    {
        Pause(1, Importance.Noise, Second);
        _now += Second;
        Assert.Null(Wait(1, Importance.Noise));
        Assert.Equal(Second, Wait(2, Importance.Noise)); // One turn after the last that waited.
        _now += Second;
        Assert.Null(Wait(2, Importance.Noise));
        _now += Second;
        Assert.All(Enumerable.Range(3, 50), index => Assert.Null(Wait(index, Importance.Noise)));
    }

    [Fact]
    public void A_shorter_pause_does_not_end_a_longer_one()
    {
        Pause(1, Importance.Noise, 30 * Second);
        Assert.Equal(30 * Second, Pause(2, Importance.Incident, Second));
    }

    [Fact]
    public void More_than_can_be_kept_are_told_to_come_behind_them()
    {
        for (var index = 0; index < SlackTurns.MaxWaiting; index++)
            Pause(index, Importance.Noise, Second);
        Assert.Equal((SlackTurns.MaxWaiting + 1) * Second, Wait(5000, Importance.Noise));
        Assert.Equal((SlackTurns.MaxWaiting + 1) * Second, Wait(5001, Importance.Noise));
    }

    TimeSpan? Wait(int index, Importance importance) => _turns.WaitOf(Fixture.EffectId(index), importance, _now);

    TimeSpan Pause(int index, Importance importance, TimeSpan? retryAfter) =>
        _turns.Pause(Fixture.EffectId(index), importance, retryAfter, _now);
}
