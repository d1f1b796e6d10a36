using OnCall.Core.Incidents;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>Those around an incident, who press what stands under its declaration, also when they may not, and some press twice.</summary>
sealed class SimulatedResponders(World world)
{
    const int MaxPresses = 4;
    int _presses;

    /// <summary>Somebody has it: from now on things are done about it.</summary>
    public void WorkOn(PagedIncident incident)
    {
        for (var press = 0; press < MaxPresses; press++)
            if (world.Chance.Happens(0.5))
                world.Timeline.Schedule(world.Chance.Between(1, 3600), () => Press(incident));
    }

    void Press(PagedIncident incident)
    {
        var input = new InputId($"press-{incident.Id}-{++_presses}");
        var (what, by) = (world.Chance.Number(6), world.Duty.People[world.Chance.Number(world.Duty.People.Count)].Slack);
        world.Timeline.Tell($"incident-{incident.Id} {by} presses button {what}");
        var times = world.Chance.Happens(world.Weather.OddWebhook) ? 2 : 1;
        for (var time = 0; time < times; time++)
            if (world.AnyWorker() is { } worker)
                World.RunIn(
                    worker,
                    () => worker.Engine.Incidents.HandleAsync(
                        incident.Id.Value, ActOf(what, by, world.Clock.GetUtcNow()), [input], CancellationToken.None),
                    _ => { });
    }

    static IncidentCommand ActOf(int what, string by, DateTimeOffset now) => what switch
    {
        0 => new IncidentCommand.Say(by, CommsRules.StillInvestigating, now),
        1 => new IncidentCommand.Snooze(by, now),
        2 => new IncidentCommand.AnswerConverging(by, IsConverging: true, now),
        3 => new IncidentCommand.AnswerConverging(by, IsConverging: false, now),
        4 => new IncidentCommand.PageUp(by, EscalationRole.Secondary, Reason: "", now),
        _ => new IncidentCommand.Tick(by, ChecklistStep.ServerLookedAt, now),
    };
}
