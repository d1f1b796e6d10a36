using OnCall.Core.Handovers;

namespace OnCall.Simulation;

/// <summary>Plays a world from its beginning to its end.</summary>
static class Playing
{
    /// <param name="incidentsWithin">The time after the start in which they are triggered.</param>
    public static WorldReport Of(World world, int incidents, TimeSpan incidentsWithin, int seed, string replay)
    {
        for (var number = 1; number <= incidents; number++)
        {
            var name = number;
            world.Timeline.Schedule(world.Chance.Between(0, incidentsWithin.TotalSeconds), () =>
            {
                world.PagerDuty.Trigger(name);
                world.Rounds.Begin();
            });
        }

        world.Team.LiveThrough(world.Handovers);
        world.Timeline.Schedule(world.Chance.Between(0, 3600), world.Rounds.Begin);
        return ToTheEnd(world, Invariants.Check, seed, replay);
    }

    /// <param name="check">What must hold at the end.</param>
    public static WorldReport ToTheEnd(World world, Func<World, IEnumerable<string>> check, int seed, string replay)
    {
        world.Timeline.Schedule(world.Span.CalmFrom - world.Now, world.CalmDown);
        var failures = new List<string>();
        try
        {
            world.Timeline.Run(world.Span.End);
            failures.AddRange(check(world));
        }
        catch (Exception e) when (e is WorldFailedException or ArgumentException or InvalidOperationException)
        {
            // An engine that breaks its own rules ends the world; which one, the story says.
            failures.AddRange([.. world.Failures, $"{e.GetType().Name}: {e.Message}"]);
        }

        return new WorldReport(
            seed, replay, world.Timeline.Events, failures, world.Faults, world.Timeline.Story, Openings(world));
    }

    static List<DateTimeOffset> Openings(World world) =>
    [
        .. world.Handovers.SelectMany(at => new HandoverStream(world, at).Events)
            .OfType<HandoverEvent.Opened>().Select(e => e.View.At),
    ];
}
