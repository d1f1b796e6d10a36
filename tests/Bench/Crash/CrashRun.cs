using OnCall.Bench.Rig;
using OnCall.Core.Policy;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.PagerDuty;
using OnCall.LocalHost.Site;

namespace OnCall.Bench.Crash;

/// <summary>
/// Plays incidents by signed webhooks while the functions app, a program of its own, is killed again and again and
/// the bus crashes and comes back from its journal, and asks the neighbours afterwards what they received.
/// </summary>
sealed class CrashRun
{
    static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(0.5);
    static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(2);
    static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan BetweenLooksForTheApp = TimeSpan.FromMilliseconds(5);

    readonly CrashPlan _plan;
    readonly LocalSite _site;
    readonly OnCallPolicy _policy;
    readonly Witness _witness;
    readonly RunbookDemands _demands;
    readonly Dictionary<Script, string> _incidents = [];
    readonly Lock _gate = new();

    CrashRun(CrashPlan plan, LocalSite site, OnCallPolicy policy)
    {
        (_plan, _site, _policy) = (plan, site, policy);
        _witness = new Witness(site.Neighbourhood);
        _demands = new RunbookDemands([.. policy.Escalation.Select(step => step.Role)], CrashPlan.AcknowledgeWithin);
    }

    PagerDutySimulator PagerDuty => _site.Neighbourhood.PagerDuty!;

    /// <param name="given">App settings of neighbours that run already.</param>
    public static async Task<CrashReport> PlayAsync(
        CrashPlan plan, IReadOnlyDictionary<string, string> given, CancellationToken cancellation)
    {
        using var policy = new ShortPolicy(CrashPlan.AcknowledgeWithin);
        await using var site = await StartAsync(policy, given, cancellation);
        return await new CrashRun(plan, site, policy.Policy).PlayAsync(cancellation);
    }

    static async Task<LocalSite> StartAsync(
        ShortPolicy policy, IReadOnlyDictionary<string, string> given, CancellationToken cancellation)
    {
        var neighbourhood = await Neighbourhood.StartAsync(
            new NeighbourhoodSetup(policy.Policy, TimeProvider.System)
            {
                Given = given,
                JournalFile = policy.FileBeside("servicebus.journal"),
                // PagerDuty's own ten seconds and more would only make the run longer.
                WebhookRetries = new RetryPauses { First = FirstRetry, Longest = LongestRetry },
            },
            cancellation);
        var settings = new Dictionary<string, string>(given.Concat(neighbourhood.Settings))
        {
            ["OnCall__PolicyFile"] = policy.File,
        };
        return await LocalSite.StartAsync(
            neighbourhood,
            new LocalSiteSetup(settings, TimeProvider.System)
            {
                FunctionsPort = 0,
                Starts = new StartLimits { Pause = TimeSpan.FromMilliseconds(10), MaxStartsAMinute = int.MaxValue },
            },
            cancellation);
    }

    async Task<CrashReport> PlayAsync(CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        var scripts = Script.All(_plan);
        var playing = Task.WhenAll(scripts.Select(script => PlayAsync(script, cancellation)));
        await Task.WhenAll(playing, KillAsync(began, cancellation), CrashBusAsync(began, cancellation));

        var recovering = TimeProvider.System.GetTimestamp();
        while (IsAnythingMissing(scripts) && TimeProvider.System.GetElapsedTime(recovering) < _plan.RecoverWithin)
            await WaitAsync(BetweenLooks, cancellation);
        var recovered = TimeProvider.System.GetElapsedTime(recovering);
        await WaitAsync(_plan.WatchFor, cancellation);

        var stories = scripts
            .Select(script => (Script: script, Sights: _witness.Of(_incidents[script])))
            .Select(story => new CrashStory(story.Script, story.Sights, _demands.FaultsIn(story.Script, story.Sights)))
            .ToList();
        return new CrashReport(_plan, stories, recovered, TimeProvider.System.GetElapsedTime(began));
    }

    async Task PlayAsync(Script script, CancellationToken cancellation)
    {
        await WaitAsync(script.RaisedAfter, cancellation);
        var id = PagerDuty.Trigger($"Incident {script.Number}").Id;
        lock (_gate)
            _incidents[script] = id;
        if (script.AcknowledgedAfter is { } acknowledged)
        {
            await WaitAsync(acknowledged, cancellation);
            PagerDuty.Acknowledge(id, _policy.People[0]);
        }

        if (script.ResolvedAfter is { } resolved)
        {
            await WaitAsync(resolved - (script.AcknowledgedAfter ?? TimeSpan.Zero), cancellation);
            PagerDuty.Resolve(id, _policy.People[0]);
        }
    }

    // Apart from the scripts' own random numbers: how long a start takes must not change what people do.
    async Task KillAsync(long began, CancellationToken cancellation)
    {
        var app = _site.App!;
        int? killed = null;
        foreach (var moment in _plan.Moments(_plan.Kills, new Random(_plan.Seed ^ int.MaxValue)))
        {
            await WaitUntilAsync(began, moment, cancellation);
            while (app.ProcessId is not { } life || life == killed)
                await WaitAsync(BetweenLooksForTheApp, cancellation);
            killed = app.ProcessId;
            app.Kill();
        }
    }

    async Task CrashBusAsync(long began, CancellationToken cancellation)
    {
        var random = new Random(~_plan.Seed);
        var bus = _site.Neighbourhood.Bus!;
        foreach (var moment in _plan.Moments(_plan.BrokerCrashes, random))
        {
            // In the middle half, where most is under way.
            await WaitUntilAsync(began, (_plan.Over / 4) + (moment / 2), cancellation);
            await bus.CrashAsync();
            await WaitAsync(_plan.BrokerAway * random.NextDouble(), cancellation);
            bus.StartAgain();
        }
    }

    bool IsAnythingMissing(IReadOnlyList<Script> scripts) => scripts.Any(script =>
        _demands.FaultsIn(script, _witness.Of(_incidents[script])).Any(fault => fault.Kind == FaultKind.Missing));

    static Task WaitUntilAsync(long began, TimeSpan moment, CancellationToken cancellation)
    {
        var rest = moment - TimeProvider.System.GetElapsedTime(began);
        return rest > TimeSpan.Zero ? WaitAsync(rest, cancellation) : Task.CompletedTask;
    }

    static Task WaitAsync(TimeSpan time, CancellationToken cancellation) =>
        Task.Delay(time, TimeProvider.System, cancellation);
}
