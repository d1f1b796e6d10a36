using OnCall.Adapters.Calls;
using OnCall.Adapters.PagerDuty;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Tests.PagerDuty;

public class PagerDutyAnswersTests
{
    [Theory]
    [InlineData(200, """{"incident":{}}""", "ok")]
    [InlineData(201, "", "ok")]
    [InlineData(400, """{"error":{"code":1001,"message":"Incident Already Resolved"}}""", "It was resolved already.")]
    [InlineData(400, """{"error":{"code":"1002","message":"…"}}""", "It was acknowledged already.")] // a number or a text
    public void Some_answers_are_success(int status, string body, string answer) =>
        Assert.Equal(new Delivery.Done(answer), PagerDutyAnswers.Classify(Fixture.Answered(status, body)));

    [Theory]
    [InlineData(429, 17, "PagerDuty asked us to slow down.")]
    [InlineData(503, null, "PagerDuty failed with 503 ServiceUnavailable.")]
    [InlineData(408, null, "PagerDuty failed with 408 RequestTimeout.")]
    public void Some_answers_ask_for_patience(int status, int? seconds, string why) => Assert.Equal(
        new Delivery.RetryLater(why, seconds is { } s ? TimeSpan.FromSeconds(s) : null),
        PagerDutyAnswers.Classify(Fixture.Answered(status, "", seconds)));

    [Fact]
    public void No_answer_asks_for_patience() => Assert.Equal(
        new Delivery.RetryLater("PagerDuty: it did not answer in time."),
        PagerDutyAnswers.Classify(new Answer.Missing("it did not answer in time")));

    [Theory]
    [InlineData(400, """{"error":{"code":2001,"message":"Invalid Input Provided","errors":["Incident is invalid.","Title is empty"]}}""",
        "PagerDuty refused with 400 BadRequest: Invalid Input Provided: Incident is invalid.; Title is empty (code 2001).")]
    [InlineData(400, """{"error":{"code":1015,"message":"No one is on call at that level"}}""",
        "PagerDuty refused with 400 BadRequest: No one is on call at that level (code 1015).")]
    [InlineData(404, """{"error":{"code":2100,"message":"Not Found"}}""",
        "PagerDuty refused with 404 NotFound: Not Found (code 2100).")]
    [InlineData(401, """{"error":{"code":2006,"message":"You are not authorized"}}""",
        "PagerDuty refused with 401 Unauthorized: You are not authorized (code 2006). Check the setting PagerDuty__ApiToken.")]
    [InlineData(403, "<html>",
        "PagerDuty refused with 403 Forbidden: it did not say why. Check that the setting PagerDuty__ApiToken is a key that may write.")]
    [InlineData(400, """{"error":"odd"}""", "PagerDuty refused with 400 BadRequest: it did not say why.")]
    public void Refusals_are_final_and_say_why(int status, string body, string why) =>
        Assert.Equal(new Delivery.GiveUp(why), PagerDutyAnswers.Classify(Fixture.Answered(status, body)));
}
