namespace OnCall.Simulation;

/// <summary>All that is left to chance in a world comes from its seed.</summary>
sealed class Chance(int seed)
{
    readonly Random _random = new(seed);

    public bool Happens(double probability) => _random.NextDouble() < probability;

    public TimeSpan Between(double minSeconds, double maxSeconds) =>
        TimeSpan.FromSeconds(minSeconds + (_random.NextDouble() * (maxSeconds - minSeconds)));

    public int Number(int below) => _random.Next(below);
}
