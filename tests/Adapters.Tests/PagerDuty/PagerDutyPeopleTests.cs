using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Rotation;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>Whether PagerDuty knows somebody, over real HTTP.</summary>
public sealed class PagerDutyPeopleTests : IAsyncLifetime
{
    const string Token = "pd-sandbox";

    readonly PagerDutySimulator _pagerDuty = new(
        new PagerDutySimulatorOptions(Fixture.Policy, Token, "routing", ["secret"]), _ => null, new FakeTimeProvider(Fixture.Start));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _pagerDuty.StartAsync();

    [Fact]
    public async Task Somebody_is_known_by_id_and_by_address()
    {
        Assert.IsType<Fact.Yes>(await People().KnowsAsync(Fixture.Ada, Cancellation));
        Assert.IsType<Fact.Yes>(await People().KnowsEmailAsync(Fixture.Ada with { Email = "ADA@novalien.com" }, Cancellation));
    }

    [Theory]
    [InlineData("nobody@novalien.com")]
    [InlineData("da@novalien.com")] // only a part of one, which PagerDuty finds
    public async Task Whom_PagerDuty_does_not_know_it_does_not_know(string email)
    {
        Assert.IsType<Fact.No>(await People().KnowsAsync(Fixture.Ada with { PagerDuty = "PGONE" }, Cancellation));
        Assert.IsType<Fact.No>(await People().KnowsEmailAsync(Fixture.Ada with { Email = email }, Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_read_is_neither_yes_nor_no()
    {
        Assert.Contains("401", Assert.IsType<Fact.NotRead>(await People("wrong").KnowsAsync(Fixture.Ada, Cancellation)).Why, StringComparison.Ordinal);
        _pagerDuty.GoDown();
        Assert.IsType<Fact.NotRead>(await People().KnowsAsync(Fixture.Ada, Cancellation));
        Assert.IsType<Fact.NotRead>(await People().KnowsEmailAsync(Fixture.Ada, Cancellation));
    }

    public ValueTask DisposeAsync() => _pagerDuty.DisposeAsync();

    PagerDutyPeople People(string token = Token) => new(new PagerDutyRestCalls(
        new HttpClient(), new PagerDutySettings { ApiToken = token, ApiUrl = _pagerDuty.Url }));
}
