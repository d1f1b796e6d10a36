using OnCall.Adapters.Calls;
using OnCall.Adapters.Slack;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Tests.Slack;

public class SlackAnswersTests
{
    [Fact]
    public void Ok_is_done_and_the_receipt_says_where_the_message_stands() => Assert.Equal(
        new Delivery.Done("ok", "C0LIVE/1780303320.000100"),
        SlackAnswers.Classify(Fixture.Answered(200, """{"ok":true,"channel":"C0LIVE","ts":"1780303320.000100"}""")));

    [Theory]
    [InlineData(429, """{"ok":false,"error":"ratelimited"}""", "Slack asked us to slow down.")]
    [InlineData(200, """{"ok":false,"error":"ratelimited"}""", "Slack asked us to slow down.")]
    [InlineData(200, """{"ok":false,"error":"rate_limited"}""", "Slack asked us to slow down.")]
    [InlineData(200, """{"ok":false,"error":"message_limit_exceeded"}""", "Slack asked us to slow down.")]
    [InlineData(200, """{"ok":false,"error":"internal_error"}""", "Slack failed with internal_error.")]
    [InlineData(200, """{"ok":false,"error":"fatal_error"}""", "Slack failed with fatal_error.")]
    [InlineData(503, "", "Slack failed with 503 ServiceUnavailable.")]
    public void Some_answers_ask_for_patience(int status, string body, string why) => Assert.Equal(
        new Delivery.RetryLater(why, TimeSpan.FromSeconds(30)),
        SlackAnswers.Classify(Fixture.Answered(status, body, retryAfterSeconds: 30)));

    [Theory]
    [InlineData("<html>Sign in to the guest network</html>")]
    [InlineData("{}")]
    [InlineData("")]
    public void An_answer_that_is_not_Slacks_asks_for_patience(string body) => Assert.Equal(
        new Delivery.RetryLater("Slack's answer is not one of Slack's: something stands in between."),
        SlackAnswers.Classify(Fixture.Answered(200, body)));

    [Fact]
    public void No_answer_asks_for_patience() => Assert.Equal(
        new Delivery.RetryLater("Slack: it did not answer in time."),
        SlackAnswers.Classify(new Answer.Missing("it did not answer in time")));

    [Theory]
    [InlineData("channel_not_found", "check the channel's id in the policy, and invite the app if the channel is private.")]
    [InlineData("not_in_channel", "invite the app to the channel.")]
    [InlineData("is_archived", "unarchive the channel, or name another one in the policy.")]
    [InlineData("invalid_auth", "check the setting Slack__BotToken.")]
    [InlineData("not_authed", "check the setting Slack__BotToken.")]
    [InlineData("token_revoked", "check the setting Slack__BotToken.")]
    [InlineData("account_inactive", "check the setting Slack__BotToken.")]
    [InlineData("missing_scope", "give the app the scope chat:write and install it again.")]
    [InlineData("invalid_blocks", "the message was built wrongly, which is a mistake of this service.")]
    public void Refusals_are_final_and_say_what_to_mend(string error, string advice) => Assert.Equal(
        new Delivery.GiveUp($"Slack refused with {error}: {advice}"),
        SlackAnswers.Classify(Fixture.Answered(200, $$"""{"ok":false,"error":"{{error}}","needed":"chat:write"}""")));

    [Theory]
    [InlineData(200, """{"ok":false,"error":"something_new"}""", "Slack refused with something_new.")]
    [InlineData(404, "", "Slack refused with 404 NotFound and did not say why.")]
    public void What_nobody_knows_yet_is_final_too(int status, string body, string why) =>
        Assert.Equal(new Delivery.GiveUp(why), SlackAnswers.Classify(Fixture.Answered(status, body)));
}
