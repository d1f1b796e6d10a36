using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>PagerDuty: pages people, who answer or do not, and tells us of it by webhooks.</summary>
sealed class SimulatedPagerDuty(World world, Mutation mutation) : INeighbour
{
    readonly Dictionary<IncidentId, PagedIncident> _incidents = [];

    public Lane Lane => Lane.PagerDuty;

    public IReadOnlyCollection<PagedIncident> Incidents => _incidents.Values;

    public void Trigger(int number)
    {
        var incident = new PagedIncident(new IncidentId($"P{number:D4}"), world.Now);
        _incidents.Add(incident.Id, incident);
        world.Timeline.Tell($"incident-{incident.Id} PagerDuty: triggered");
        Send(incident, now => new IncidentCommand.Raise(incident.Page, now));
        WaitForAnswer(incident);
    }

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        try
        {
            if (world.Chance.Happens(world.Weather.Throttled))
            {
                world.Faults.Add("PagerDuty throttles");
                return new Delivery.RetryLater("slow down", world.Chance.Between(1, 30));
            }

            return letter.Effect switch
            {
                Effect.EscalatePage page => await EscalateAsync(_incidents[page.Incident], page, cancellation),
                Effect.NotePage note => await NoteAsync(_incidents[note.Incident], letter, cancellation),
                _ => new Delivery.GiveUp("unknown"),
            };
        }
        catch (AwayException e)
        {
            return new Delivery.RetryLater(e.Message);
        }
    }

    // As the adapter does: look, then page.
    async Task<Delivery> EscalateAsync(PagedIncident incident, Effect.EscalatePage page, CancellationToken cancellation)
    {
        if (mutation != Mutation.PagesWithoutLooking)
        {
            var (isTriggered, level) = await world.DoAsync(Part.PagerDuty, () => (incident.IsTriggered, incident.Level), cancellation);
            // Who asked for help is helped, also while somebody has it.
            var isNeeded = page.IsByHand ? incident.ResolvedAt is null : isTriggered;
            if (!isNeeded || level == page.Level)
                return new Delivery.Done("nothing to do");
            incident.LookedAt = world.Now;
        }

        return await world.DoAsync(Part.PagerDuty, () => Page(incident, page), cancellation);
    }

    async Task<Delivery> NoteAsync(PagedIncident incident, Letter letter, CancellationToken cancellation)
    {
        if (letter.Attempt > 1 && mutation != Mutation.NoLookBeforeTellingAgain
            && await world.DoAsync(Part.PagerDuty, () => incident.Notes.Contains(letter.Id), cancellation))
            return new Delivery.Done("An earlier attempt had arrived.");
        return await world.DoAsync(Part.PagerDuty, () =>
        {
            world.Timeline.Tell($"incident-{incident.Id} PagerDuty: note {letter.Id}");
            incident.Notes.Add(letter.Id);
            return new Delivery.Done("ok");
        }, cancellation);
    }

    Delivery.Done Page(PagedIncident incident, Effect.EscalatePage page)
    {
        if (incident.ResolvedAt is not null)
            return new Delivery.Done("resolved already");
        world.Timeline.Tell($"incident-{incident.Id} PagerDuty: pages level {page.Level}");
        (incident.Level, incident.AcknowledgedAt) = (page.Level, null);
        incident.Pages.Add((page.Level, world.Now, incident.LookedAt));
        WaitForAnswer(incident);
        return new Delivery.Done("ok");
    }

    // Half of those who are paged answer, most of them in time.
    void WaitForAnswer(PagedIncident incident)
    {
        if (world.Chance.Happens(0.5))
            world.Timeline.Schedule(world.Chance.Between(1, 20 * 60), () => Acknowledge(incident));
        else if (world.Chance.Happens(0.3))
            world.Timeline.Schedule(world.Chance.Between(1, 40 * 60), () => Resolve(incident));
        // It ends one day, whatever happens.
        world.Timeline.Schedule(world.Chance.Between(2 * 3600, 3 * 3600), () => Resolve(incident));
    }

    void Acknowledge(PagedIncident incident)
    {
        if (!incident.IsTriggered)
            return;
        world.Timeline.Tell($"incident-{incident.Id} PagerDuty: acknowledged");
        incident.AcknowledgedAt = world.Now;
        var at = world.Now;
        Send(incident, now => new IncidentCommand.Acknowledge(incident.Page, Actor.PagerDuty, at, now));
        world.Responders.WorkOn(incident);
    }

    void Resolve(PagedIncident incident)
    {
        if (incident.ResolvedAt is not null)
            return;
        world.Timeline.Tell($"incident-{incident.Id} PagerDuty: resolved");
        incident.ResolvedAt = world.Now;
        var at = world.Now;
        Send(incident, now => new IncidentCommand.Resolve(incident.Page, Actor.PagerDuty, at, now));
    }

    void Send(PagedIncident incident, Func<DateTimeOffset, IncidentCommand> command)
    {
        var input = new InputId($"event-{incident.Id}-{++incident.Events}");
        incident.Webhooks.Enqueue((input, command));
        if (world.Chance.Happens(world.Weather.OddWebhook))
        {
            world.Faults.Add("webhook doubled or out of order");
            Post(incident, input, command, world.Chance.Between(0.01, 60), then: null);
        }

        if (incident.Webhooks.Count == 1)
            PostNext(incident);
    }

    // In order: the next one waits until this one was taken.
    void PostNext(PagedIncident incident)
    {
        if (incident.Webhooks.TryPeek(out var next))
            Post(incident, next.Input, next.Command, world.Chance.Between(0.05, 0.5), () =>
            {
                incident.Webhooks.Dequeue();
                PostNext(incident);
            });
    }

    void Post(
        PagedIncident incident, InputId input, Func<DateTimeOffset, IncidentCommand> command, TimeSpan after, Action? then)
    {
        var isEnded = false;
        world.Timeline.Schedule(after, () =>
        {
            if (world.AnyWorker() is { } worker)
                World.RunIn(
                    worker,
                    () => TakeAsync(worker.Engine, incident.Id, command(world.Now + worker.Skew), input),
                    failed => End(taken: failed is null));
            // Nobody answers for five seconds: sent again.
            world.Timeline.Schedule(TimeSpan.FromSeconds(5), () => End(taken: false));
        });

        void End(bool taken)
        {
            if (isEnded)
                return;
            isEnded = true;
            if (taken)
                world.Answered.Add((ProcessId.Of("incident", incident.Id.Value), input));
            if (taken)
                then?.Invoke();
            else if (then is not null)
                Post(incident, input, command, world.Chance.Between(5, 20), then);
        }
    }

    // As the webhook's function does.
    static Task<Step> TakeAsync(Engine engine, IncidentId incident, IncidentCommand command, InputId input) => command is IncidentCommand.Raise
        ? engine.Incidents.BeginAsync(incident.Value, command, [input], CancellationToken.None)
        : engine.Incidents.HandleAsync(incident.Value, command, [input], CancellationToken.None);
}
