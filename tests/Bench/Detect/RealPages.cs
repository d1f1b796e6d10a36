using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Bench.Rig;
using OnCall.Bench.Webhook;
using OnCall.Core.Detection;
using OnCall.Engine.Detection;
using OnCall.Engine.Silences;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.PagerDuty;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Detect;

/// <summary>
/// In real time: from the probe's answer, over the step committed on Azurite and its effect, to PagerDuty's 202. What is
/// measured is all of ours that is no waiting. Gateways page with the first reading, and so need no two minutes for each page.
/// </summary>
sealed class RealPages : IProbe, IAsyncDisposable
{
    const int Warm = 10;
    const long Fleet = 400;
    const long Fallen = 300;
    const string Process = "detector-gateways-drop";

    /// <summary>Of a recovery: the next reading ends the outage.</summary>
    static readonly TimeSpan SoonOver = TimeSpan.FromMilliseconds(1);

    /// <summary>What a page sets in motion is not to slow down the next one.</summary>
    static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(300);

    readonly LocalSite _site;
    readonly Prober _prober;
    TaskCompletionSource<long> _taken = NewAnswer();
    string _body = "";
    long _online = Fleet;

    RealPages(LocalSite site)
    {
        _site = site;
        var parts = site.Parts!;
        _prober = new Prober(
            [this], parts.GetRequiredService<StoredDetectors>(), parts.GetRequiredService<StoredSilences>(),
            parts.GetRequiredService<WatchedProduct>(), TimeProvider.System, NullLogger<Prober>.Instance);
        site.Neighbourhood.PagerDuty!.Called += Called;
    }

    public string Detector => "gateways-drop";

    public static async Task MeasureAsync(int pages, CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(
            json => json["detection"]!["resolveAfter"] = SoonOver.ToString(@"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture),
            TimeSpan.FromHours(1));
        await using var real = await StartAsync(policy, cancellation);
        await real.PageAsync(cancellation);
        using var floor = await real.FloorAsync(cancellation);
        await real.RecoverAsync(cancellation);

        var (ours, raw) = (new Lateness(), new Lateness());
        for (var number = 0; number < Warm + pages; number++)
        {
            var began = TimeProvider.System.GetTimestamp();
            await floor.RunAsync(number, cancellation);
            var bare = TimeProvider.System.GetElapsedTime(began);
            var page = await real.PageAsync(cancellation);
            await real.RecoverAsync(cancellation);
            if (number < Warm)
                continue;
            raw.Add(bare);
            ours.Add(page);
        }

        await Console.Out.WriteLineAsync($"Real time, probe's answer to 202: {ours}.");
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"Floor, 2 reads, 1 message, 1 transaction of {floor.Rows} rows, 1 event: {raw}. Median ratio {ours.Median / raw.Median:F2}."));
    }

    public Task<Reading> ReadAsync(CancellationToken cancellation) => Task.FromResult<Reading>(new Reading.Gateways(_online, Fleet));

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    static async Task<RealPages> StartAsync(ShortPolicy policy, CancellationToken cancellation)
    {
        var neighbourhood = await Neighbourhood.StartAsync(new NeighbourhoodSetup(policy.Policy, TimeProvider.System), cancellation);
        var settings = new Dictionary<string, string>(neighbourhood.Settings) { ["OnCall__PolicyFile"] = policy.File };
        return new RealPages(await LocalSite.StartAsync(
            neighbourhood,
            new LocalSiteSetup(settings, TimeProvider.System) { InThisProcess = true, FunctionsPort = 0, Without = ["Probe"] },
            cancellation));
    }

    async Task<TimeSpan> PageAsync(CancellationToken cancellation)
    {
        (_online, _taken) = (Fleet, NewAnswer());
        await _prober.RunAsync(cancellation);
        _online = Fallen;
        var began = TimeProvider.System.GetTimestamp();
        await _prober.RunAsync(cancellation);
        return TimeProvider.System.GetElapsedTime(began, await _taken.Task.WaitAsync(cancellation));
    }

    async Task RecoverAsync(CancellationToken cancellation)
    {
        (_online, _taken) = (Fleet, NewAnswer());
        for (var reading = 0; reading < 2; reading++)
        {
            await Task.Delay(SoonOver * 2, TimeProvider.System, cancellation);
            await _prober.RunAsync(cancellation);
        }

        await _taken.Task.WaitAsync(cancellation);
        await Task.Delay(Rest, TimeProvider.System, cancellation);
    }

    async Task<BareCalls> FloorAsync(CancellationToken cancellation) => new(
        await Floor.LikeAsync(
            _site.Neighbourhood.Settings["AzureWebJobsStorage"], _site.Parts!.GetRequiredService<IWakeups>(), Process, cancellation),
        new HttpClient { BaseAddress = _site.Neighbourhood.PagerDuty!.Url }, _body);

    void Called(PagerDutyCall call)
    {
        if (call is not { Path: "/v2/enqueue", Status: StatusCodes.Status202Accepted } || call.Body.Contains("\"acknowledge\"", StringComparison.Ordinal))
            return;
        _body = call.Body;
        _taken.TrySetResult(TimeProvider.System.GetTimestamp());
    }

    static TaskCompletionSource<long> NewAnswer() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
