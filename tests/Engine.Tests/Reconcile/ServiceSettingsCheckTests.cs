using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Tests.Notices;

namespace OnCall.Engine.Tests.Reconcile;

public class ServiceSettingsCheckTests
{
    static readonly TimeSpan HalfAnHour = TimeSpan.FromMinutes(30);
    static readonly Uri Url = new("https://acme.pagerduty.com/services/PSVC1");
    readonly Desk _desk = new();

    [Fact]
    public async Task An_ack_that_expires_is_warned_of_once_with_the_reason_and_the_place_to_mend_it()
    {
        await CheckAsync(acknowledgement: HalfAnHour);
        await CheckAsync(acknowledgement: HalfAnHour);

        var told = Assert.Single(await AckNoticesAsync());
        Assert.Equal("PagerDuty's service Cloud lets an acknowledgement expire after 30 min.", told.What);
        Assert.Contains("an ack stops the escalation timer", told.Advice, StringComparison.Ordinal);
        Assert.EndsWith(Url.AbsoluteUri, told.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_incident_that_closes_itself_is_warned_of()
    {
        await CheckAsync(autoResolve: TimeSpan.FromHours(4));
        var told = Assert.Single(await _desk.ToldAsync("auto-resolve-PSVC1"));
        Assert.Equal("PagerDuty's service Cloud closes incidents by itself after 4 h.", told.What);
    }

    [Fact]
    public async Task A_changed_value_is_warned_of_again()
    {
        await CheckAsync(acknowledgement: HalfAnHour);
        await CheckAsync(acknowledgement: TimeSpan.FromMinutes(90));
        Assert.Contains("after 90 min", (await AckNoticesAsync())[1].What, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mended_it_is_settled_and_warned_of_when_it_comes_back()
    {
        await CheckAsync(acknowledgement: HalfAnHour);
        await CheckAsync(acknowledgement: TimeSpan.Zero);
        Assert.Single(await AckNoticesAsync());
        await CheckAsync(acknowledgement: HalfAnHour);
        Assert.Equal(2, (await AckNoticesAsync()).Count);
    }

    [Fact]
    public async Task What_could_not_be_read_neither_warns_nor_settles()
    {
        await CheckAsync(acknowledgement: HalfAnHour);
        await CheckAsync(acknowledgement: null);
        await CheckAsync(new Listing<PagingService>.NotRead("503"));
        await CheckAsync(acknowledgement: HalfAnHour);
        Assert.Single(await AckNoticesAsync());
    }

    [Fact]
    public async Task Services_that_are_as_the_runbook_wants_them_are_not_talked_about()
    {
        await CheckAsync(acknowledgement: TimeSpan.Zero, autoResolve: TimeSpan.Zero);
        Assert.Empty(await AckNoticesAsync());
    }

    async Task<IReadOnlyList<Core.Effects.Effect.TellNotice>> AckNoticesAsync() => await _desk.ToldAsync("ack-timeout-PSVC1");

    Task CheckAsync(TimeSpan? acknowledgement = null, TimeSpan? autoResolve = null) =>
        CheckAsync(new Listing<PagingService>.Read([new PagingService("PSVC1", "Cloud", Url, acknowledgement, autoResolve)]));

    Task CheckAsync(Listing<PagingService> listing) => new ServiceSettingsCheck(
        new Services(listing), _desk.Notices, NullLogger<ServiceSettingsCheck>.Instance).RunAsync(Desk.Cancellation);

    sealed class Services(Listing<PagingService> listing) : IPagingServices
    {
        public Task<Listing<PagingService>> ReadAsync(CancellationToken cancellation) => Task.FromResult(listing);
    }
}
