using System.Net;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Incidents;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>The simulated PagerDuty's webhooks, as our side receives them.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30); // a broken test ends

    readonly FakeTimeProvider _clock = new(Fixture.Start);
    readonly Channel<Received> _received = System.Threading.Channels.Channel.CreateUnbounded<Received>();
    readonly PagerDutySimulator _pagerDuty;
    WebApplication? _receiver;
    volatile int _answer = 202;

    sealed record Received(string? Id, string? Signature, byte[] Body);

    public WebhookTests() => _pagerDuty = new PagerDutySimulator(
        new PagerDutySimulatorOptions(Fixture.Policy, "t", "r", ["old secret", "new secret"]),
        level => level == 1 ? Fixture.Ada : Fixture.Ben, _clock);

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _receiver = builder.Build();
        _receiver.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            http.Response.StatusCode = _answer;
            _received.Writer.TryWrite(new Received(
                http.Request.Headers["X-Webhook-Id"], http.Request.Headers[PagerDutySignature.Header], body.ToArray()));
        });
        await _receiver.StartAsync();
        _pagerDuty.WebhookUrl = new Uri(_receiver.Urls.First());
    }

    [Fact]
    public async Task They_are_signed_with_each_secret_and_say_what_happened_in_order()
    {
        var incident = _pagerDuty.Trigger("API down");
        _pagerDuty.Acknowledge(incident.Id, Fixture.Ben);
        _pagerDuty.Resolve(incident.Id, Fixture.Ben);

        var page = new Page(
            new IncidentId(incident.Id), "API down", "NovaVMS Cloud",
            new Uri($"https://sandbox.pagerduty.example/incidents/{incident.Id}"), Fixture.Start);
        var by = Core.Processes.Actor.PagerDutyUser("PBEN001", "Ben");
        var now = _clock.GetUtcNow();
        Assert.Equal(new IncidentCommand.Raise(page, now), await NextCommandAsync());
        Assert.Equal(new IncidentCommand.Acknowledge(page, by, now, now), await NextCommandAsync());
        Assert.Equal(new IncidentCommand.Resolve(page, by, now, now), await NextCommandAsync());
    }

    [Fact]
    public async Task An_outage_of_ours_delays_them_and_keeps_their_order_and_ids()
    {
        _answer = 503;
        var incident = _pagerDuty.Trigger("API down");
        var first = await NextAsync();
        await IdleAsync();
        _pagerDuty.Acknowledge(incident.Id, Fixture.Ada); // waits behind
        Assert.Equal(0, _pagerDuty.UnderWay);

        _answer = 202;
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(first.Id, (await NextAsync()).Id);
        Assert.IsType<IncidentCommand.Acknowledge>(await NextCommandAsync());
    }

    [Fact]
    public async Task Three_refusals_in_a_row_disable_the_subscription_for_a_day()
    {
        _answer = 401;
        for (var refusal = 1; refusal <= 3; refusal++)
        {
            Assert.True(_pagerDuty.IsSubscriptionEnabled);
            _pagerDuty.Trigger("API down");
            await NextAsync();
            await IdleAsync();
        }

        Assert.False(_pagerDuty.IsSubscriptionEnabled);
        _pagerDuty.Trigger("unheard");
        await IdleAsync();
        Assert.False(_received.Reader.TryRead(out _));

        _clock.Advance(TimeSpan.FromHours(24));
        Assert.True(_pagerDuty.IsSubscriptionEnabled);
    }

    public async ValueTask DisposeAsync()
    {
        await _pagerDuty.DisposeAsync();
        await _receiver!.DisposeAsync();
    }

    async Task<IncidentCommand> NextCommandAsync()
    {
        var webhook = await NextAsync();
        Assert.True(PagerDutySignature.IsValid(["old secret"], webhook.Body, webhook.Signature));
        Assert.True(PagerDutySignature.IsValid(["new secret"], webhook.Body, webhook.Signature));
        return Assert.IsType<PagerDutyWebhookReading.Incident>(PagerDutyWebhook.Read(webhook.Body, _clock.GetUtcNow())).Command;
    }

    async Task<Received> NextAsync() =>
        await _received.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Patience);

    /// <summary>Until what was received is also answered and done with.</summary>
    async Task IdleAsync()
    {
        for (var waited = TimeSpan.Zero; _pagerDuty.UnderWay > 0 && waited < Patience; waited += TimeSpan.FromMilliseconds(5))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(0, _pagerDuty.UnderWay);
    }
}
