using OnCall.Adapters.Slack;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>What people read of an alert of ours: why it paged, and that it did not.</summary>
public class AlertMessagesTests
{
    static readonly Alert Alert = new(
        "cloud-api-5xx", "novavms.novalien.com", "The cloud API fails: 5xx for more than 2 min", "5xx for 2 min 30 s, more than 2 min. <!channel>",
        "novavms.novalien.com", [new("Health of the cloud API", new Uri("https://novavms.novalien.com/api/v1/health"))], Fixture.Start);

    [Fact]
    public void A_declaration_says_why_it_paged_and_links_where_to_look()
    {
        var message = IncidentMessages.Of(new Effect.DeclareIncident(
            Fixture.Page with { Cause = Cause.Of(Alert) }, Fixture.Primary, Fixture.Secondary, "unknown", Fixture.Start.AddMinutes(15)));

        Assert.EndsWith(" Why it paged: 5xx for 2 min 30 s, more than 2 min. &lt;!channel&gt;", message.Text, StringComparison.Ordinal);
        Assert.Contains(
            "*Why it paged* (`cloud-api-5xx`): 5xx for 2 min 30 s, more than 2 min. &lt;!channel&gt;\n"
            + "<https://novavms.novalien.com/api/v1/health|Health of the cloud API>",
            SlackTexts.Of(message));
    }

    [Fact]
    public void A_page_that_did_not_go_out_says_who_is_to_do_what()
    {
        var message = SlackMessages.Of(
            new Effect.TellAlertRefused(Alert, Fixture.Primary, Fixture.Secondary, "PagerDuty__RoutingKey is not set.", Fixture.Start),
            Fixture.EffectId());

        Assert.StartsWith(
            "🆘 <!channel> A P1 could not be paged: The cloud API fails: 5xx for more than 2 min. PagerDuty has woken nobody. "
            + "<@U0ADA>, you are primary: please take it; if you cannot, <@U0BEN> (secondary). "
            + "Whoever reads this first: phone Ada, and page by hand: in PagerDuty, New Incident, title \"The cloud API fails",
            message.Text, StringComparison.Ordinal);
        Assert.EndsWith(
            "PagerDuty__RoutingKey is not set. Once that is mended the page goes out by itself: it is tried again every 5 min.",
            message.Text, StringComparison.Ordinal);
        Assert.Equal(1, message.Text.Split("<!channel>").Length - 1);
    }
}
