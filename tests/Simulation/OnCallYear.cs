using OnCall.Core.Policy;

namespace OnCall.Simulation;

/// <summary>Plays a year with its 52 handovers and both changes of the clocks from a seed, and says what did not hold.</summary>
public static class OnCallYear
{
    const int MaxIncidents = 20;

    /// <summary>The zones that the years are played in, by turns: clocks change on other days there, or not at all.</summary>
    static readonly string?[] Zones = [null, "America/Chicago", "Pacific/Auckland", "America/Phoenix"];

    /// <param name="policy">With its own zone in the first year of four, and in others after it.</param>
    public static WorldReport Play(int seed, OnCallPolicy policy, Mutation mutation = Mutation.None)
    {
        var played = policy with { Zone = Zones[(seed - 1) % Zones.Length] ?? policy.Zone };
        var span = Span.Year(played);
        var world = new World(seed, played, mutation, span);
        var incidentsWithin = span.CalmFrom - span.Start - TimeSpan.FromHours(4);
        return Playing.Of(world, world.Chance.Number(MaxIncidents), incidentsWithin, seed, replay: "--years ");
    }
}
