using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>What PagerDuty's REST API says of subscriptions, services and who is on call, and lets be changed.</summary>
sealed class PagerDutyResources(WebhookSubscription subscription, SimulatedService service, SimulatedOnCalls onCalls)
{
    public PagerDutyReply Answer(string method, string[] path, IQueryCollection query, JsonElement body) => (method, path) switch
    {
        ("GET", ["services"]) => PagerDutyReply.Page("services", query, PagerDutyShapes.Services(service)),
        ("GET", ["oncalls"]) => PagerDutyReply.Page("oncalls", query, OnCalls(query)),
        ("GET", ["webhook_subscriptions"]) => PagerDutyReply.Page(
            "webhook_subscriptions", query, subscription.Url is null ? [] : [PagerDutyShapes.Subscription(subscription)]),
        (_, ["webhook_subscriptions", not WebhookSubscription.Id, ..]) => PagerDutyRefusal.NotFound,
        ("GET", ["webhook_subscriptions", _]) => Shown(),
        ("PUT" or "POST", _) when subscription.IsReadOnly => PagerDutyRefusal.Forbidden,
        ("PUT", ["webhook_subscriptions", _]) => Update(body),
        ("POST", ["webhook_subscriptions", _, "enable"]) => Enable(),
        _ => PagerDutyRefusal.NotFound,
    };

    // Without a policy, those of every team.
    IEnumerable<JsonObject> OnCalls(IQueryCollection query)
    {
        var (policies, withUsers) = (query["escalation_policy_ids[]"], query["include[]"].Contains("users"));
        return onCalls.All.Select(entry => PagerDutyShapes.OnCall(entry, withUsers))
            .Append(PagerDutyShapes.SomebodyElsesOnCall())
            .Where(shape => policies.Count == 0 || policies.Contains(PagerDutyShapes.PolicyOf(shape)));
    }

    PagerDutyReply Update(JsonElement body)
    {
        if (body.Part("webhook_subscription")?.Part("active") is not { ValueKind: JsonValueKind.True or JsonValueKind.False } active)
            return PagerDutyRefusal.InvalidInput("Active must be true or false.");
        subscription.IsActive = active.GetBoolean();
        return Shown();
    }

    // What somebody switched off by hand stays off.
    PagerDutyReply Enable()
    {
        subscription.Enable();
        return Shown();
    }

    PagerDutyReply Shown() => PagerDutyReply.Ok("webhook_subscription", PagerDutyShapes.Subscription(subscription));
}
