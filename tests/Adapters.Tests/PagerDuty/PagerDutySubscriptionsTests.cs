using System.Net;
using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.PagerDuty;
using OnCall.Engine.Reconcile;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>What PagerDuty says of its webhook subscriptions and services, over real HTTP.</summary>
public sealed class PagerDutySubscriptionsTests : IAsyncLifetime
{
    const string Token = "pd-sandbox";
    static readonly Uri Ours = new("https://oncall.example/api/pagerduty/webhook");

    readonly PagerDutySimulator _pagerDuty = new(
        new PagerDutySimulatorOptions(Fixture.Policy, Token, "routing", ["secret"]), _ => null, new FakeTimeProvider(Fixture.Start))
    {
        WebhookUrl = Ours,
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _pagerDuty.StartAsync();

    [Fact]
    public async Task A_subscription_that_delivers_to_us_is_found()
    {
        var subscription = Assert.Single(await ReadAsync(Ours));
        Assert.Equal(Ours.AbsoluteUri, subscription.Url);
        Assert.True(subscription.Delivers);
    }

    [Theory]
    [InlineData("https://oncall.example/", true)]
    [InlineData("https://staging.example/", false)]
    [InlineData(null, true)] // nobody said where we are: the path decides
    public async Task Ours_is_what_delivers_to_our_address(string? publicUrl, bool isOurs) => Assert.Equal(
        isOurs ? 1 : 0,
        (await ReadAsync(publicUrl is null ? null : new Uri(new Uri(publicUrl), PagerDutySubscriptions.WebhookPath))).Count);

    [Theory]
    [InlineData("https://oncall.example/hooks/pagerduty")]
    [InlineData("https://oncall.example/?to=/api/pagerduty/webhook")]
    public async Task What_goes_elsewhere_is_none_of_ours(string url)
    {
        _pagerDuty.WebhookUrl = new Uri(url);
        Assert.Empty(await ReadAsync(webhook: null));
    }

    [Fact]
    public async Task What_PagerDuty_suspended_is_enabled()
    {
        _pagerDuty.SuspendSubscription();
        Assert.Null(await EnableAsync());
        Assert.True(_pagerDuty.IsSubscriptionEnabled);
        Assert.Equal(["GET", "POST"], _pagerDuty.Calls.Select(call => call.Method));
        Assert.EndsWith("/enable", _pagerDuty.Calls[1].Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_switched_off_is_activated()
    {
        _pagerDuty.SwitchSubscriptionOff();
        Assert.Null(await EnableAsync());
        Assert.True(_pagerDuty.IsSubscriptionEnabled);
        Assert.Equal("""{"webhook_subscription":{"active":true}}""", _pagerDuty.Calls[1].Body);
    }

    [Fact]
    public async Task What_is_off_for_both_reasons_is_on_after_both_calls()
    {
        _pagerDuty.SwitchSubscriptionOff();
        _pagerDuty.SuspendSubscription();
        Assert.Null(await EnableAsync());
        Assert.True(_pagerDuty.IsSubscriptionEnabled);
    }

    [Fact]
    public async Task A_refusal_says_what_PagerDuty_said()
    {
        _pagerDuty.SuspendSubscription();
        _pagerDuty.ForbidSubscriptionChanges();
        Assert.Contains("403 Forbidden: Access Denied", await EnableAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_that_is_gone_meanwhile_is_refused_as_unknown() => Assert.Contains(
        "404 NotFound",
        await Subscriptions(Ours).EnableAsync(new WebhookSubscription("PGONE", Ours.AbsoluteUri, true, IsSuspended: true), Cancellation),
        StringComparison.Ordinal);

    [Fact]
    public async Task What_cannot_be_read_is_not_none()
    {
        _pagerDuty.GoDown();
        Assert.IsType<Listing<WebhookSubscription>.NotRead>(await Subscriptions(Ours).ReadOursAsync(Cancellation));
        Assert.IsType<Listing<PagingService>.NotRead>(await Services().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task The_services_of_our_policy_say_their_timeouts()
    {
        _pagerDuty.Service.AcknowledgementTimeout = TimeSpan.FromMinutes(30);

        var service = Assert.Single(await ServicesAsync());
        Assert.Equal(
            ("NovaVMS Cloud", TimeSpan.FromMinutes(30), TimeSpan.Zero),
            (service.Name, service.AcknowledgementTimeout, service.AutoResolveTimeout));
        Assert.StartsWith("https://", service.Url!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_escalation_policy_no_service_is_looked_at()
    {
        Assert.IsType<Listing<PagingService>.NotRead>(await Services(policy: "").ReadAsync(Cancellation));
        Assert.Empty(_pagerDuty.Calls);
    }

    [Theory]
    [InlineData("GET", "webhook_subscriptions/PUNKNOWN")]
    [InlineData("POST", "webhook_subscriptions/PUNKNOWN/enable")]
    public async Task The_simulator_does_not_know_what_PagerDuty_would_not_know(string method, string path)
    {
        var (status, body) = await AskAsync(method, path, Token);
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal("""{"error":{"message":"Not Found","code":2100,"errors":[]}}""", body);
    }

    [Theory]
    [InlineData("services")]
    [InlineData("webhook_subscriptions")]
    public async Task The_simulator_refuses_whoever_does_not_say_who_he_is(string path) =>
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("GET", path, token: null)).Status);

    [Fact]
    public async Task The_simulator_lists_services_page_by_page()
    {
        Assert.Contains("\"more\":true", (await AskAsync("GET", "services?limit=1", Token)).Body, StringComparison.Ordinal);
        var last = (await AskAsync("GET", "services?limit=1&offset=1", Token)).Body;
        Assert.Contains("\"more\":false", last, StringComparison.Ordinal);
        Assert.Contains("\"acknowledgement_timeout\":1800", last, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _pagerDuty.DisposeAsync();

    async Task<IReadOnlyList<WebhookSubscription>> ReadAsync(Uri? webhook) =>
        Assert.IsType<Listing<WebhookSubscription>.Read>(await Subscriptions(webhook).ReadOursAsync(Cancellation)).Items;

    async Task<string?> EnableAsync() => await Subscriptions(Ours).EnableAsync(Assert.Single(await ReadAsync(Ours)), Cancellation);

    async Task<IReadOnlyList<PagingService>> ServicesAsync() =>
        Assert.IsType<Listing<PagingService>.Read>(await Services().ReadAsync(Cancellation)).Items;

    PagerDutySubscriptions Subscriptions(Uri? webhook) => new(Calls(Settings("")), webhook);

    PagerDutyServices Services(string policy = PagerDutySimulator.EscalationPolicyId)
    {
        var settings = Settings(policy);
        return new PagerDutyServices(Calls(settings), settings);
    }

    PagerDutySettings Settings(string policy) => new()
    {
        ApiToken = Token,
        FromEmail = "tom@novalien.com",
        ApiUrl = _pagerDuty.Url,
        EscalationPolicyId = policy,
    };

    static PagerDutyRestCalls Calls(PagerDutySettings settings) => new(new HttpClient(), settings);

    async Task<(HttpStatusCode Status, string Body)> AskAsync(string method, string path, string? token)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_pagerDuty.Url, path));
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", $"Token token={token}");
        request.Headers.TryAddWithoutValidation("Accept", "application/vnd.pagerduty+json;version=2");
        using var answer = await http.SendAsync(request, Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
