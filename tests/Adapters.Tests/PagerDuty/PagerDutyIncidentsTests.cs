using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Incidents;
using OnCall.Engine.Reconcile;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>How incidents stand at PagerDuty, over real HTTP.</summary>
public sealed class PagerDutyIncidentsTests : IAsyncLifetime
{
    const string Token = "pd-sandbox";

    readonly FakeTimeProvider _clock = new(Fixture.Start);
    readonly PagerDutySimulator _pagerDuty;

    public PagerDutyIncidentsTests() => _pagerDuty = new PagerDutySimulator(
        new PagerDutySimulatorOptions(Fixture.Policy, Token, "routing", ["secret"]), _ => Fixture.Ada, _clock);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _pagerDuty.StartAsync();

    [Fact]
    public async Task An_acknowledgement_is_dated_by_when_it_was_given_not_by_when_it_is_read()
    {
        var incident = _pagerDuty.Trigger("API down");
        _clock.Advance(TimeSpan.FromMinutes(3));
        _pagerDuty.Acknowledge(incident.Id, Fixture.Ada);
        _clock.Advance(TimeSpan.FromMinutes(27));

        var ack = Assert.IsType<IncidentCommand.Acknowledge>(await OnlyOneAsync());
        Assert.Equal(("Ada", Fixture.Start.AddMinutes(3), Fixture.Start.AddMinutes(30)), (ack.By.Name, ack.At, ack.Now));
    }

    [Fact]
    public async Task What_was_escalated_again_is_triggered_and_nobody_has_it()
    {
        var incident = _pagerDuty.Trigger("API down");
        _pagerDuty.Acknowledge(incident.Id, Fixture.Ada);
        _pagerDuty.Unacknowledge(incident.Id);
        Assert.IsType<IncidentCommand.Raise>(await OnlyOneAsync());
    }

    [Fact]
    public async Task A_resolved_one_says_since_when()
    {
        var incident = _pagerDuty.Trigger("API down");
        _clock.Advance(TimeSpan.FromMinutes(14));
        _pagerDuty.Resolve(incident.Id, Fixture.Ada);
        _clock.Advance(TimeSpan.FromHours(1));

        var read = Assert.IsType<Listing<StandingIncident>.Read>(
            await Incidents().ReadAsync(new IncidentId(incident.Id), Cancellation));
        Assert.Equal(Fixture.Start.AddMinutes(14), Assert.IsType<IncidentCommand.Resolve>(Assert.Single(read.Items).Command).At);
    }

    public ValueTask DisposeAsync() => _pagerDuty.DisposeAsync();

    async Task<IncidentCommand> OnlyOneAsync() => Assert.Single(
        Assert.IsType<Listing<StandingIncident>.Read>(await Incidents().ReadOpenAsync(Cancellation)).Items).Command;

    PagerDutyIncidents Incidents() => new(
        new PagerDutyRestCalls(new HttpClient(), new PagerDutySettings { ApiToken = Token, ApiUrl = _pagerDuty.Url }), _clock);
}
