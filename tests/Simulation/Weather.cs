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

    /// <summary>How many outages of storage, bus, neighbours and sources there are in a week.</summary>
    public int Outages { get; init; }

    /// <summary>How often in a week nothing ticks: for minutes, or for days.</summary>
    public int TimerOutages { get; init; }

    /// <summary>How often in a week Slack refuses the on-call channel for a while.</summary>
    public int ChannelOutages { get; init; }

    /// <summary>A tick of a timer is lost, or comes twice.</summary>
    public double OddTick { get; init; }

    /// <summary>A source of the handover note fails, or says that it could not be read.</summary>
    public double SilentSource { get; init; }

    /// <summary>An event of Slack never arrives.</summary>
    public double LostReaction { get; init; }

    /// <summary>An event of Slack comes twice, under another id, or minutes late.</summary>
    public double OddReaction { get; init; }

    /// <summary>How wrong a worker's clock may be.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>Without it the bus alone has to bring everything to its end.</summary>
    public bool Sweeps { get; init; } = true;

    /// <summary>Nothing goes wrong any more; the clocks stay as they are.</summary>
    public Weather Calmed => new() { Skew = Skew, Sweeps = Sweeps };

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
            TimerOutages = chance.Happens(0.2) ? 1 + chance.Number(2) : 0,
            ChannelOutages = chance.Happens(0.2) ? 1 + chance.Number(2) : 0,
            OddTick = Maybe(0.4),
            SilentSource = Maybe(0.4),
            LostReaction = Maybe(0.5),
            OddReaction = Maybe(0.4),
            Skew = TimeSpan.FromSeconds(chance.Happens(0.3) ? 2 : 0),
            Sweeps = sweeps,
        };
    }
}
