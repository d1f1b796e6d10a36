using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Alerts;
using OnCall.Core.Effects;
using OnCall.Engine.Outbox;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>Alerts of ours by the Events API v2, against the simulated PagerDuty over real HTTP.</summary>
public sealed class PagerDutyEventsClientTests : IAsyncLifetime
{
    const string RoutingKey = "0123456789abcdef0123456789abcdef";

    static readonly Alert Alert = new(
        "cloud-api-5xx", "novavms.novalien.com", "The cloud API fails", "5xx for 2 min 30 s, more than 2 min.", "novavms.novalien.com",
        [new("Health of the cloud API", new Uri("https://novavms.novalien.com/api/v1/health"))], Fixture.Start);

    readonly PagerDutySimulator _pagerDuty = new(
        new PagerDutySimulatorOptions(Fixture.Policy, "token", RoutingKey, ["secret"]),
        level => level == 1 ? Fixture.Ada : null, new FakeTimeProvider(Fixture.Start));

    public async ValueTask InitializeAsync() => await _pagerDuty.StartAsync();

    public ValueTask DisposeAsync() => _pagerDuty.DisposeAsync();

    [Fact]
    public async Task An_alert_pages_with_its_explanation_and_its_links()
    {
        Assert.Equal(new Delivery.Done("ok"), await TellAsync(new Effect.TriggerAlert(Alert)));

        var incident = Assert.Single(_pagerDuty.Incidents);
        Assert.Equal(("The cloud API fails", "cloud-api-5xx/novavms.novalien.com", Fixture.Ada), (incident.Title, incident.DedupKey, incident.Assignee));
        using var details = JsonDocument.Parse(incident.Details!);
        Assert.Equal(Alert.Why, details.RootElement.GetProperty("custom_details").GetProperty("why").GetString());
        Assert.Equal(
            "https://novavms.novalien.com/api/v1/health", details.RootElement.GetProperty("links")[0].GetProperty("href").GetString());
        var call = Assert.Single(_pagerDuty.Calls);
        Assert.Equal(("POST", "/v2/enqueue", 202), (call.Method, call.Path, call.Status));
    }

    [Fact]
    public async Task Sent_twice_it_is_one_incident_and_the_same_key_resolves_it()
    {
        await TellAsync(new Effect.TriggerAlert(Alert));
        await TellAsync(new Effect.TriggerAlert(Alert with { Why = "5xx for 4 min.", At = Fixture.Start.AddMinutes(2) }));
        Assert.True(Assert.Single(_pagerDuty.Incidents).IsOpen);

        Assert.Equal(new Delivery.Done("ok"), await TellAsync(new Effect.ResolveAlert(Alert.Key)));
        Assert.False(Assert.Single(_pagerDuty.Incidents).IsOpen);

        await TellAsync(new Effect.TriggerAlert(Alert));
        Assert.Equal(2, _pagerDuty.Incidents.Count);
    }

    [Fact]
    public async Task Throttling_and_outages_are_tried_again_later()
    {
        _pagerDuty.Throttle(times: 1, TimeSpan.FromSeconds(7));
        Assert.Equal(
            new Delivery.RetryLater("PagerDuty asked us to slow down.", TimeSpan.FromSeconds(7)), await TellAsync(new Effect.TriggerAlert(Alert)));
        _pagerDuty.GoDown();
        Assert.Equal(
            new Delivery.RetryLater("PagerDuty failed with 503 ServiceUnavailable."), await TellAsync(new Effect.TriggerAlert(Alert)));
    }

    [Fact]
    public async Task A_wrong_routing_key_is_final_and_says_which_setting()
    {
        var why = Assert.IsType<Delivery.GiveUp>(await TellAsync(new Effect.TriggerAlert(Alert), routingKey: "wrong-key")).Why;
        Assert.StartsWith("PagerDuty refused the event with 400 BadRequest: ", why, StringComparison.Ordinal);
        Assert.Contains("'routing_key' is invalid or missing", why, StringComparison.Ordinal);
        Assert.EndsWith("Check the setting PagerDuty__RoutingKey.", why, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-key", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_routing_key_or_without_a_key_nothing_is_sent()
    {
        Assert.Contains("PagerDuty__RoutingKey is not set", Assert.IsType<Delivery.GiveUp>(
            await TellAsync(new Effect.TriggerAlert(Alert), routingKey: "")).Why, StringComparison.Ordinal);
        Assert.Contains("without a key", Assert.IsType<Delivery.GiveUp>(
            await TellAsync(new Effect.ResolveAlert(DedupKey.Parse("")))).Why, StringComparison.Ordinal);
        Assert.Empty(_pagerDuty.Calls);
    }

    [Fact]
    public async Task Resolving_without_a_key_would_be_accepted_and_do_nothing()
    {
        await TellAsync(new Effect.TriggerAlert(Alert));
        using var http = new HttpClient();
        using var answer = await http.PostAsync(
            new Uri(_pagerDuty.Url, "v2/enqueue"), new StringContent($$"""{"routing_key":"{{RoutingKey}}","event_action":"resolve"}"""),
            TestContext.Current.CancellationToken);
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        Assert.True(Assert.Single(_pagerDuty.Incidents).IsOpen);
    }

    Task<Delivery> TellAsync(Effect effect, string routingKey = RoutingKey) => new PagerDutyEventsClient(
        new HttpClient(), new PagerDutySettings { EventsUrl = _pagerDuty.Url, RoutingKey = routingKey })
        .PerformAsync(new Letter(Fixture.EffectId(), effect, Attempt: 1, Thread: null, Fixture.Start), TestContext.Current.CancellationToken);
}
