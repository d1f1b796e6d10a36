using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>The words that people read about silences and noisy alerts, as they leave the process.</summary>
public class SilenceMessagesTests
{
    const string End = "<!date^1780311120^{date_short_pretty} {time}|10:52 UTC>";
    const string Early = "<!date^1780303800^{date_short_pretty} {time}|08:50 UTC>";

    static readonly KnownAlert Silence = new(
        3, SilenceKind.Silence, "Gateway berlin-03 flaps", "firmware update", Actor.Of(Fixture.Ada),
        Fixture.Start, Fixture.Start.AddMinutes(130));

    static readonly KnownAlert Noisy = Silence with { Number = 4, Kind = SilenceKind.Noisy, Until = null };

    [Fact]
    public void A_silence_says_until_when_and_what_and_then_who_and_why() => Says(
        SilenceMessages.Of(new Effect.TellSilenceSet(Silence)),
        $"🔕 Silenced until {End}: Gateway berlin-03 flaps",
        "Number 3, set by Ada: firmware update");

    [Fact]
    public void A_silence_that_is_over_says_that_the_alert_is_heard_again() => Says(
        Lifted(Silence, Actor.Clock, Silence.Until!.Value),
        "🔔 No longer silenced: Gateway berlin-03 flaps",
        $"Its time was over at {End}. Number 3, set by Ada: firmware update");

    [Fact]
    public void A_silence_that_was_lifted_early_says_by_whom() => Says(
        Lifted(Silence, Actor.Of(Fixture.Ben), Fixture.Start.AddMinutes(8)),
        "🔔 No longer silenced: Gateway berlin-03 flaps",
        $"Ben lifted it at {Early}, planned was {End}. Number 3, set by Ada: firmware update");

    [Fact]
    public void A_noisy_alert_that_was_lifted_says_that_nobody_has_to_watch_it() => Says(
        Lifted(Noisy, Actor.Of(Fixture.Ben), Fixture.Start.AddMinutes(8)),
        "👋 No longer watched as noisy: Gateway berlin-03 flaps",
        $"Ben lifted it at {Early}. Number 4, set by Ada: firmware update");

    [Fact]
    public void A_noisy_alert_whose_time_is_over_says_so() => Says(
        Lifted(Noisy with { Until = Silence.Until }, Actor.Clock, Silence.Until!.Value),
        "👋 No longer watched as noisy: Gateway berlin-03 flaps",
        $"Its time was over at {End}. Number 4, set by Ada: firmware update");

    [Theory]
    [InlineData("<!channel> wake up")]
    [InlineData("<@U0TOM> & <https://evil.example|click>")]
    public void Hostile_words_ping_nobody(string words)
    {
        foreach (var message in MessagesOf(words))
            Assert.DoesNotContain(SlackTexts.Of(message), text =>
                text.Contains("<!channel>", StringComparison.Ordinal)
                || text.Contains("<@U0TOM>", StringComparison.Ordinal)
                || text.Contains("<https://evil", StringComparison.Ordinal));
    }

    [Fact]
    public void An_alert_cannot_forge_a_line() => Assert.All(
        MessagesOf("all is well\r\n\u2028*Paged*\nnobody"),
        message => Assert.Contains("all is well *Paged* nobody", message.Text, StringComparison.Ordinal));

    [Theory]
    [InlineData('x')]
    [InlineData('&')] // five times as long when it is escaped
    [InlineData('\ud83d')] // half of a character
    public void The_longest_words_stay_within_the_limits_of_Slack(char character) => Assert.All(
        MessagesOf(new string(character, SilenceLimits.MaxAlertLength)),
        message => Assert.All(SlackTexts.Of(message), text => Assert.InRange(text.Length, 1, SlackBlock.MaxSectionLength)));

    static SlackMessage Lifted(KnownAlert known, Actor by, DateTimeOffset at) =>
        SilenceMessages.Of(new Effect.TellSilenceLifted(new LiftedAlert(known, by, at)));

    static IEnumerable<SlackMessage> MessagesOf(string words)
    {
        var somebody = Actor.Of(new Person(new PersonId("x"), words, "U0X", "PX", "x@novalien.com"));
        var known = Silence with { Alert = words, Why = words, By = somebody };
        return
        [
            SilenceMessages.Of(new Effect.TellSilenceSet(known)),
            Lifted(known, somebody, Fixture.Start),
            Lifted(known, Actor.Clock, Fixture.Start),
        ];
    }

    static void Says(SlackMessage message, string what, string more)
    {
        Assert.Equal($"{what}. {more}", message.Text);
        Assert.Equal([$"*{what}*", more], SlackTexts.Of(message).Skip(1));
        Assert.DoesNotContain("<@", message.Text, StringComparison.Ordinal);
        Assert.False(message.AlsoInChannel);
    }
}
