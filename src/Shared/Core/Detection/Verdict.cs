namespace OnCall.Core.Detection;

/// <summary>What a detector makes of what it has seen.</summary>
/// <param name="Name">Of the rule that led to it, short and stable: "5xx", "too-small-a-fleet".</param>
public abstract record Verdict(string Name)
{
    /// <summary>Nothing that can be trusted was seen yet.</summary>
    public sealed record Unknown() : Verdict("nothing-seen");

    /// <param name="Since">Of the readings that say so without another one and without too long a pause between them.</param>
    /// <param name="Newest">The last of them.</param>
    /// <param name="What">What was seen, in the middle of a sentence: "both endpoints answer".</param>
    public sealed record Quiet(string Name, DateTimeOffset Since, DateTimeOffset Newest, string What) : Verdict(Name)
    {
        public bool HasHeld(TimeSpan time) => Newest - Since >= time;
    }

    /// <summary>Something is wrong, and it is not page-worthy, or not yet.</summary>
    /// <param name="LineAt">After when it is page-worthy, should it go on as it is; null where time alone does not make it so.</param>
    public sealed record Below(Suspicion Suspicion, DateTimeOffset? LineAt = null) : Verdict(Suspicion.Name);

    /// <summary>Page-worthy.</summary>
    public sealed record Over(string Name, Finding Finding) : Verdict(Name);
}

/// <summary>Something that is below the line, for as long as it lasts. On disk.</summary>
/// <param name="Size">The larger, the worse: what is told when it is over is its worst.</param>
/// <param name="What">What was seen: "5xx for 1 min 40 s".</param>
/// <param name="Line">How far it is from the line: "5xx for 1 min 40 s of 2 min".</param>
/// <param name="Noise">How it is bundled with its like: <see cref="Noise.NoiseReport.Rule"/>.</param>
/// <param name="TellAtOnce">Told when it begins, as it may stay for days; everything else when it is over.</param>
public sealed record Suspicion(
    string Name, DateTimeOffset Since, long Size, string What, string Line, string Noise, bool TellAtOnce = false);

/// <summary>What is over the line. On disk.</summary>
/// <param name="Summary">As it is read on a telephone: what is broken.</param>
/// <param name="Why">What was seen, for how long, and where the line is drawn.</param>
/// <param name="Level">Against what it is compared until it is over: how many gateways were online before.</param>
public sealed record Finding(DateTimeOffset Since, string Summary, string Why, long? Level = null);

/// <summary>What a verdict is made of.</summary>
/// <param name="Seen">Oldest first.</param>
/// <param name="Standing">What was found before, until it is over; null while nothing stands.</param>
public sealed record Evidence(IReadOnlyList<Observation> Seen, Finding? Standing = null);
