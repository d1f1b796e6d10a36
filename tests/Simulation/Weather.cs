namespace OnCall.Simulation;

/// <summary>What goes wrong in a world, and how often. Drawn from the seed; some worlds are calm.</summary>
sealed record Weather
{
    /// <summary>A worker dies before or after an input or output, each time with this probability.</summary>
    public double Crash { get; init; }

    /// <summary>What was asked is done, and the answer is lost.</summary>
    public double LostAnswer { get; init; }

    /// <summary>Slack or PagerDuty take seconds to answer.</summary>
    public double SlowAnswer { get; init; }

    /// <summary>A neighbour asks to slow down.</summary>
    public double Throttled { get; init; }

    /// <summary>A message of the bus is delivered twice.</summary>
    public double DoubledMessage { get; init; }

    /// <summary>A scheduled message of the bus is never delivered. Only where the sweep runs.</summary>
    public double LostMessage { get; init; }

    /// <summary>A message is late by up to half a minute.</summary>
    public double LateMessage { get; init; }

    /// <summary>PagerDuty sends a webhook twice, or the next one before this one.</summary>
    public double OddWebhook { get; init; }

    /// <summary>How many outages of storage, bus, Slack and PagerDuty there are in the week.</summary>
    public int Outages { get; init; }

    /// <summary>How wrong a worker's clock may be.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>Without it the bus alone has to bring everything to its end.</summary>
    public bool Sweeps { get; init; } = true;

    public static Weather Drawn(Chance chance)
    {
        var sweeps = chance.Happens(0.7);
        double Maybe(double most) => chance.Happens(0.6) ? most * chance.Number(100) / 100 : 0;
        return new Weather
        {
            Crash = Maybe(0.04),
            LostAnswer = Maybe(0.05),
            SlowAnswer = Maybe(0.3),
            Throttled = Maybe(0.1),
            DoubledMessage = Maybe(0.2),
            LostMessage = sweeps ? Maybe(0.2) : 0,
            LateMessage = Maybe(0.2),
            OddWebhook = Maybe(0.2),
            // In an outage messages use up their deliveries and are dead-lettered: the sweep's work.
            Outages = sweeps && chance.Happens(0.5) ? chance.Number(12) : 0,
            Skew = TimeSpan.FromSeconds(chance.Happens(0.3) ? 2 : 0),
            Sweeps = sweeps,
        };
    }
}
