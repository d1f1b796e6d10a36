using OnCall.Core.Handovers;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>
/// The timers: the handover's clock, reconcile and sweep. Each minute while something is going on; at rest, where there
/// is nothing to find, now and then only.
/// </summary>
sealed class Rounds(World world, Mutation mutation)
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    const double RareTick = 0.1;
    const double SweepInVain = 0.1;
    const double LongestRestHours = 60;
    const int ReconcileEvery = 5;

    int _planned;
    bool _isAtRest;

    /// <summary>Something begins: from now on each minute.</summary>
    public void Begin() => Plan(TimeSpan.Zero);

    /// <summary>A step was taken: somebody has to see to it that its effects are seen.</summary>
    public void Wake()
    {
        if (_isAtRest)
            Plan(Minute);
    }

    void Plan(TimeSpan wait)
    {
        _isAtRest = wait > Minute;
        var planned = ++_planned;
        world.Timeline.Schedule(wait, async () =>
        {
            if (planned != _planned)
                return;
            // It stands while something is going on.
            Plan(Minute);
            planned = _planned;
            var (isGoingOn, isOverdue) = await LookAsync();
            Go(isOverdue);
            if (!isGoingOn && planned == _planned)
                Plan(UntilSomethingIsDue());
        });
    }

    void Go(bool isOverdue)
    {
        var isSwept = world.Weather.Sweeps && (isOverdue || world.Chance.Happens(SweepInVain));
        if (isSwept && mutation != Mutation.BlindSweep && world.AnyWorker() is { } worker)
            World.RunIn(worker, () => SweepAsync(worker), _ => { });
        if (world.Outages.IsDown(Part.Timers, world.Now))
            return;
        var (isWatched, isWaiting) = (IsClockWatched(), IsLatestWaiting());
        foreach (var _ in Ticks(isWatched ? 1 : RareTick))
            if (world.AnyWorker() is { } ticked)
                World.RunIn(ticked, () => ticked.Engine.Clock.TickAsync(CancellationToken.None), _ => { });
        if (world.Now.Minute % ReconcileEvery == 0)
            foreach (var _ in Ticks(isWaiting ? 1 : RareTick))
                if (world.AnyWorker() is { } reconciling)
                    Reconcile(reconciling);
    }

    // None, one, or two that run beside one another.
    IEnumerable<int> Ticks(double likely)
    {
        if (!world.Chance.Happens(likely))
            return [];
        if (!world.Chance.Happens(world.Weather.OddTick))
            return [1];
        world.Faults.Add("tick lost or doubled");
        return world.Chance.Happens(0.5) ? [] : [1, 2];
    }

    public async Task SweepAsync(Worker worker)
    {
        world.Bus.IsSweeping = true;
        try
        {
            await worker.Engine.Sweeper.RunAsync(CancellationToken.None);
        }
        finally
        {
            world.Bus.IsSweeping = false;
        }
    }

    void Reconcile(Worker worker)
    {
        var (waiting, lostReads) = (ThumbThatCounts.Find(world), worker.LostReads);
        World.RunIn(
            worker,
            () => mutation == Mutation.NoReadBack
                ? Task.CompletedTask
                : worker.Engine.Desk.LookAtThumbsAsync(CancellationToken.None),
            failed =>
            {
                if (failed is null && lostReads == worker.LostReads && waiting?.IsStillWaiting(world) == true)
                    world.Fail($"{waiting.Handover}: the 👍s were read back, and {waiting.By.Id}'s did not complete it.");
            });
    }

    // As it really is: a sweep that finds nothing changes nothing, and there would be many of them.
    async Task<(bool IsGoingOn, bool IsOverdue)> LookAsync()
    {
        var (isGoingOn, isOverdue) = (IsClockWatched() || IsLatestWaiting(), false);
        if (!world.Weather.Sweeps)
            return (isGoingOn, isOverdue);
        isGoingOn |= world.PagerDuty.Incidents.Any(incident => incident.Webhooks.Count > 0);
        await foreach (var listed in world.Store.Truth.OpenProcessesAsync(CancellationToken.None))
        {
            if (await world.Store.Truth.ReadAsync(listed.Process, CancellationToken.None) is not { IsSettled: false } found)
                continue;
            isGoingOn |= !IsPlanned(found);
            isOverdue |= found.Open.Count > 0 || found.Head.Deadline <= world.Now;
        }

        return (isGoingOn, isOverdue);
    }

    // The next handover is always planned, and nothing has to be done about it before its time.
    bool IsPlanned(Snapshot found) => found.Process.Kind == HandoverDecider.KindName && found.Open.Count == 0
        && world.Duty.HandoverOf(found.Process) > world.Now;

    bool IsClockWatched()
    {
        var next = world.Duty.NextAfter(world.Now);
        return next - world.Now <= world.Span.TicksBefore
            || RemindersBefore(next).Any(due => (world.Now - due).Duration() <= world.Span.TicksAroundReminder)
            || world.Now - world.Duty.LatestBefore(world.Now) < world.Span.TicksAfter && IsLatestWaiting();
    }

    bool IsLatestWaiting() => world.Handovers.Contains(world.Duty.LatestBefore(world.Now))
        && world.Store.Truth.ReadAsync(
            world.Duty.ProcessOf(world.Duty.LatestBefore(world.Now)), CancellationToken.None).Result is not { Head.IsOver: true };

    TimeSpan UntilSomethingIsDue()
    {
        var next = world.Duty.NextAfter(world.Now);
        var due = RemindersBefore(next).Select(reminder => reminder - world.Span.TicksAroundReminder)
            .Append(next - world.Span.TicksBefore)
            .Append(world.Now + world.Chance.Between(60, LongestRestHours * 3600))
            .Where(at => at > world.Now).Min();
        return due - world.Now;
    }

    // As the policy that ships says them: Friday at four, and an hour before.
    static DateTimeOffset[] RemindersBefore(DateTimeOffset handover) =>
        [handover - new TimeSpan(2, 18, 0, 0), handover - TimeSpan.FromHours(1)];
}
