using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Tests.Notices;

namespace OnCall.Engine.Tests.Reconcile;

public class SubscriptionCheckTests
{
    readonly Desk _desk = new();
    readonly Subscriptions _subscriptions = new();

    [Fact]
    public async Task A_subscription_that_was_suspended_is_switched_on_and_said_once()
    {
        _subscriptions.Suspend();
        await CheckAsync();
        Assert.True(_subscriptions.Ours.Delivers);
        await CheckAsync();

        Assert.Equal("PagerDuty's webhook to us was suspended by PagerDuty; it is switched on again.",
            Assert.Single(await ToldAsync()).What);
    }

    [Fact]
    public async Task A_subscription_that_somebody_switched_off_is_switched_on_too()
    {
        _subscriptions.Ours = _subscriptions.Ours with { IsActive = false };
        await CheckAsync();
        Assert.Equal("PagerDuty's webhook to us was switched off; it is switched on again.", Assert.Single(await ToldAsync()).What);
    }

    [Fact]
    public async Task What_cannot_be_switched_on_is_said_once_with_what_to_do_by_hand()
    {
        _subscriptions.Suspend();
        _subscriptions.Refusal = "PagerDuty refused with 403 Forbidden.";
        await CheckAsync();
        await CheckAsync();

        var told = Assert.Single(await ToldAsync());
        Assert.Contains("could not be switched on again", told.What, StringComparison.Ordinal);
        Assert.StartsWith("PagerDuty refused with 403 Forbidden.", told.Advice, StringComparison.Ordinal);
        Assert.Contains("By hand: PagerDuty, Integrations", told.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_it_goes_off_again_it_is_said_again()
    {
        _subscriptions.Suspend();
        await CheckAsync();
        await CheckAsync();
        _subscriptions.Suspend();
        await CheckAsync();
        Assert.Equal(2, (await ToldAsync()).Count);
    }

    [Fact]
    public async Task What_cannot_be_read_leads_to_nothing()
    {
        _subscriptions.Suspend();
        _subscriptions.IsReadable = false;
        await CheckAsync();
        Assert.False(_subscriptions.Ours.Delivers);
        Assert.Empty(await ToldAsync());
    }

    Task CheckAsync() =>
        new SubscriptionCheck(_subscriptions, _desk.Notices, NullLogger<SubscriptionCheck>.Instance).RunAsync(Desk.Cancellation);

    async Task<IReadOnlyList<Core.Effects.Effect.TellNotice>> ToldAsync() => await _desk.ToldAsync("webhook-P1");

    sealed class Subscriptions : IWebhookSubscriptions
    {
        public WebhookSubscription Ours { get; set; } =
            new("P1", "https://oncall.example/api/pagerduty/webhook", IsActive: true, IsSuspended: false);

        public string? Refusal { get; set; }

        public bool IsReadable { get; set; } = true;

        public void Suspend() => Ours = Ours with { IsSuspended = true };

        public Task<Listing<WebhookSubscription>> ReadOursAsync(CancellationToken cancellation) =>
            Task.FromResult<Listing<WebhookSubscription>>(IsReadable
                ? new Listing<WebhookSubscription>.Read([Ours])
                : new Listing<WebhookSubscription>.NotRead("503"));

        public Task<string?> EnableAsync(WebhookSubscription subscription, CancellationToken cancellation)
        {
            if (Refusal is null)
                Ours = Ours with { IsActive = true, IsSuspended = false };
            return Task.FromResult(Refusal);
        }
    }
}
