using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Reconcile;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>What PagerDuty says of who is on call, over real HTTP.</summary>
public sealed class PagerDutyOnCallsTests : IAsyncLifetime
{
    const string Token = "pd-sandbox";

    readonly PagerDutySimulator _pagerDuty = new(
        new PagerDutySimulatorOptions(Fixture.Policy, Token, "routing", ["secret"]),
        level => level == 1 ? Fixture.Ada : null, new FakeTimeProvider(Fixture.Start));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _pagerDuty.StartAsync();

    [Fact]
    public async Task Only_our_policy_is_asked_about_and_a_permanent_place_has_no_end()
    {
        Assert.Equal(new PagerDutyOnCall(1, "PADA001", "Ada", Start: null, End: null), Assert.Single(await ReadAsync()));
        Assert.Contains("escalation_policy_ids[]=PSANDBOX000002&include[]=users", Uri.UnescapeDataString(_pagerDuty.Calls[0].Path), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_on_a_level_is_read_and_not_the_first_alone()
    {
        _pagerDuty.OnCalls.Put(1, Fixture.Ada, Fixture.Ben);
        _pagerDuty.OnCalls.Put(7, Fixture.Tom);
        Assert.Equal([(1, "PADA001"), (1, "PBEN001"), (7, "PTOM001")], (await ReadAsync()).Select(entry => (entry.Level, entry.User)));
    }

    [Fact]
    public async Task A_schedules_entry_says_from_when_to_when()
    {
        _pagerDuty.OnCalls.PutFor(1, Fixture.Ben, Fixture.Start, Fixture.Start.AddDays(7));
        var entry = Assert.Single(await ReadAsync());
        Assert.Equal((Fixture.Start, Fixture.Start.AddDays(7)), (entry.Start, entry.End));
    }

    [Fact]
    public async Task Lists_of_more_than_one_page_are_read_to_their_end()
    {
        _pagerDuty.OnCalls.Put(1, Enumerable.Range(1, 250).Select(number =>
            new Person(new PersonId($"p{number}"), $"Person {number}", $"U{number}", $"P{number}", $"{number}@novalien.com")));
        Assert.Equal(250, (await ReadAsync()).Count);
        Assert.Equal(3, _pagerDuty.Calls.Count);
    }

    [Fact]
    public async Task What_cannot_be_read_is_not_nobody()
    {
        _pagerDuty.GoDown();
        Assert.IsType<Listing<PagerDutyOnCall>.NotRead>(await OnCalls().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Without_an_escalation_policy_nobody_is_asked_about()
    {
        Assert.IsType<Listing<PagerDutyOnCall>.NotRead>(await OnCalls(policy: "").ReadAsync(Cancellation));
        Assert.Empty(_pagerDuty.Calls);
    }

    public ValueTask DisposeAsync() => _pagerDuty.DisposeAsync();

    async Task<IReadOnlyList<PagerDutyOnCall>> ReadAsync() =>
        Assert.IsType<Listing<PagerDutyOnCall>.Read>(await OnCalls().ReadAsync(Cancellation)).Items;

    PagerDutyOnCalls OnCalls(string policy = PagerDutySimulator.EscalationPolicyId)
    {
        var settings = new PagerDutySettings
        {
            ApiToken = Token,
            FromEmail = "tom@novalien.com",
            ApiUrl = _pagerDuty.Url,
            EscalationPolicyId = policy,
        };
        return new PagerDutyOnCalls(new PagerDutyRestCalls(new HttpClient(), settings), settings);
    }
}
