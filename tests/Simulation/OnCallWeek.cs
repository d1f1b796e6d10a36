using OnCall.Core.Policy;

namespace OnCall.Simulation;

/// <summary>Plays a week with the handover at its end from a seed, and says what did not hold.</summary>
public static class OnCallWeek
{
    const int MaxIncidents = 6;

    /// <summary>So that the last of them has come to its end, as the handover has.</summary>
    static readonly TimeSpan IncidentsWithin = TimeSpan.FromDays(7) - TimeSpan.FromHours(1.5);

    public static WorldReport Play(int seed, OnCallPolicy policy, Mutation mutation = Mutation.None)
    {
        var world = new World(seed, policy, mutation, Span.Week(policy));
        return Playing.Of(world, 1 + world.Chance.Number(MaxIncidents), IncidentsWithin, seed, replay: "");
    }
}
