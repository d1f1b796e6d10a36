using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>What the thread says of the postmortem.</summary>
public class PostmortemMessagesTests
{
    [Fact]
    public void A_draft_is_linked() => Assert.Equal(
        "📝 Postmortem draft: <https://github.com/novalien/novavms-cloud/pull/1|https://github.com/novalien/novavms-cloud/pull/1>",
        Of(new Effect.TellPostmortem(Fixture.Page, new Uri("https://github.com/novalien/novavms-cloud/pull/1"))).Text);

    [Fact]
    public void One_that_could_not_be_offered_is_said_with_where_it_is()
    {
        var message = Of(new Effect.TellNoPostmortem(Fixture.Page, "No <token>."));
        Assert.Equal("⚠️ Postmortem draft: it could not be offered. No &lt;token&gt;.", message.Text);
        Assert.Contains("It is not lost: `GET /api/incidents/PGR0VU2?format=markdown`", SlackTexts.Of(message).ToList());
    }

    static SlackMessage Of(Effect.ToSlack effect) => SlackMessages.Of(effect, new EffectId(new ProcessId("incident-PGR0VU2"), 1, 0));
}
