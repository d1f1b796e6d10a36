using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using static OnCall.Engine.Tests.Detection.DetectorRoom;

namespace OnCall.Engine.Tests.Detection;

public class ProberTests
{
    static readonly DedupKey Key = DedupKey.Of(Api, "novavms.novalien.com");
    readonly DetectorRoom _room = new();

    [Fact]
    public async Task A_probe_that_finds_nothing_new_writes_one_row_for_each_detector_and_sends_no_message()
    {
        await _room.ProbeAsync();
        var (calls, messages) = (_room.World.Store.Calls, _room.World.Bus.Messages.Count);

        await _room.ProbeAsync(10);

        // Beside the silences, which are read once a probe, each detector is one transaction.
        Assert.Equal(calls + (10 * 4), _room.World.Store.Calls);
        Assert.Equal(messages, _room.World.Bus.Messages.Count);
        foreach (var detector in Core.Detection.Detectors.All)
        {
            Assert.Empty(await _room.World.Store.ReadEventsAsync(ProcessOf(detector.Name), Cancellation));
            Assert.Equal(11, (await _room.World.Store.ReadAsync(ProcessOf(detector.Name), Cancellation))!.Head.Version);
        }
    }

    [Fact]
    public async Task One_failing_source_does_not_keep_the_others_from_being_told()
    {
        _room.Probes[0].Fault = new IOException("A probe that breaks its promise.");
        await Assert.ThrowsAsync<IOException>(() => _room.ProbeAsync());

        Assert.Equal("not-begun", (await _room.StandAsync()).Phase);
        Assert.Equal("not paged: 412 gateways are online since 08:42 UTC", (await _room.StandAsync("gateways-drop")).Sentence);
        Assert.Equal("quiet", (await _room.StandAsync("ingest-stalled")).Phase);
    }

    [Fact]
    public async Task When_the_silences_cannot_be_read_nothing_is_held_back()
    {
        await _room.SilenceAsync(Api, TimeSpan.FromHours(1));
        _room.Probes[0].Reads = Answers(503);
        await _room.ProbeAsync(5);
        _room.World.Store.ReadFault = () => new IOException("away");
        await _room.ProbeAsync();
        _room.World.Store.ReadFault = null;

        Assert.Equal(["TriggerAlert"], await _room.EffectsAsync());
    }

    [Theory]
    [InlineData("cloud-api-5xx", true)]
    [InlineData(" Cloud-API-5xx ", true)]
    [InlineData("cloud-api-5xx/novavms.novalien.com", true)]
    [InlineData("cloud-api-5xx/elsewhere", false)]
    [InlineData("gateways-drop", false)]
    [InlineData("cloud-api", false)]
    public async Task A_silence_holds_back_its_own_rule_only(string alert, bool isHeldBack)
    {
        await _room.SilenceAsync(alert, TimeSpan.FromMinutes(10));
        _room.Probes[0].Reads = Answers(503);
        await _room.ProbeAsync(6);
        Assert.Equal(isHeldBack ? ["ReportNoise"] : ["TriggerAlert"], await _room.EffectsAsync());
        Assert.Equal(isHeldBack ? (int?)1 : null, (await _room.StandAsync()).Silenced?.Number);

        // Its time is over, whether or not that was recorded already.
        await _room.ProbeAsync(30);
        Assert.Equal(1, (await _room.EffectsAsync()).Count(effect => effect == "TriggerAlert"));
    }

    [Fact]
    public async Task The_incident_learns_its_cause_without_asking_anybody_for_keys_of_others()
    {
        _room.Probes[0].Reads = Answers(503);
        await _room.ProbeAsync(6);
        var calls = _room.World.Store.Calls;
        var raise = new IncidentCommand.Raise(World.Page, World.Start);

        var explained = await _room.Causes.ExplainAsync(raise, Key, Cancellation);
        Assert.Contains("5xx for 2 min 30 s", Assert.IsType<IncidentCommand.Raise>(explained).Page.Cause!.Why, StringComparison.Ordinal);
        Assert.Same(raise, await _room.Causes.ExplainAsync(raise, DedupKey.Parse("srv-0815"), Cancellation));
        Assert.Same(raise, await _room.Causes.ExplainAsync(raise, key: null, Cancellation));
        Assert.Equal(calls, _room.World.Store.Calls);

        Assert.Same(raise, await _room.Causes.ExplainAsync(raise, DedupKey.Of(Api, "elsewhere"), Cancellation));
    }

    [Fact]
    public async Task Another_worker_reads_the_cause_from_storage()
    {
        _room.Probes[0].Reads = Answers(503);
        await _room.ProbeAsync(6);
        _room.World.Recent.Forget(ProcessOf(Api));
        Assert.NotNull(await _room.Detectors.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task Resolved_by_somebody_it_is_judged_anew()
    {
        _room.Probes[0].Reads = Answers(503);
        await _room.ProbeAsync(6);
        var now = _room.World.Clock.GetUtcNow();
        await _room.Causes.FollowAsync(new IncidentCommand.Acknowledge(World.Page, Actor.PagerDuty, now, now), Key, Cancellation);
        Assert.Equal("paged", (await _room.StandAsync()).Phase);

        var resolve = new IncidentCommand.Resolve(World.Page, World.Ada, now, now);
        await _room.Causes.FollowAsync(resolve, Key, Cancellation);
        await _room.Causes.FollowAsync(resolve, Key, Cancellation);
        Assert.Equal("quiet", (await _room.StandAsync()).Phase);
        Assert.Equal(World.Ada, Assert.Single(
            await _room.World.Store.ReadEventsAsync(ProcessOf(Api), Cancellation), row => row.Why.By == World.Ada).Why.By);

        await _room.ProbeAsync(6);
        Assert.Equal(2, (await _room.EffectsAsync()).Count(effect => effect == "TriggerAlert"));
    }

    [Fact]
    public async Task A_worker_that_lost_a_race_reads_and_counts_the_reading_all_the_same()
    {
        await _room.ProbeAsync();
        var stale = _room.World.Recent.Find(ProcessOf(Api))!;
        await _room.ProbeAsync();
        _room.World.Recent.Keep(stale);
        await _room.ProbeAsync();
        Assert.Equal(3, (await _room.StandAsync()).Seen.Count);
    }
}
