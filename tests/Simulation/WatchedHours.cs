using OnCall.Core.Policy;

namespace OnCall.Simulation;

/// <summary>Plays hours in which a detector watches a product that fails now and then, and says what did not hold.</summary>
public static class WatchedHours
{
    const int MaxOutages = 4;
    const double LongestSeconds = 12 * 60;

    static readonly Part[] Away = [Part.Storage, Part.Bus, Part.Slack, Part.Sources, Part.PagerDutyEvents, Part.PagerDutyEvents];

    /// <summary>Which <see cref="Mutation"/>s are of detectors.</summary>
    public static IReadOnlyList<Mutation> Mutations { get; } =
        [Mutation.PagesAtOnce, Mutation.ForgetsThatItPaged, Mutation.SilencesNotAsked, Mutation.ResolvesAtOnce];

    public static WorldReport Play(int seed, OnCallPolicy policy, Mutation mutation = Mutation.None)
    {
        var world = new World(seed, policy, mutation, Span.Hours(policy, seed));
        if (world.Weather.Outages > 0)
            for (var outage = world.Chance.Number(MaxOutages); outage >= 0; outage--)
                world.Outages.Add(
                    Away[world.Chance.Number(Away.Length)], world.Span.Start + world.Chance.Between(0, 7200),
                    world.Chance.Between(1, LongestSeconds));
        var rounds = new ProbeRounds(world);
        rounds.Begin();
        rounds.BeginSilences();
        return Playing.ToTheEnd(world, DetectorInvariants.Check, seed, replay: "--detectors ");
    }
}
