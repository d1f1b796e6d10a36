using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Detection;

/// <summary>Every P1 criterion that is watched without a human.</summary>
public static class Detectors
{
    public static IReadOnlyList<Detector> All { get; } =
    [
        new CloudApiDetector(),
        new GatewaysDetector(),
        new IngestDetector(),
    ];

    public static Detector Of(string name) => All.First(detector => detector.Name == name);
}

/// <summary>One P1 criterion: pure. Its observations come from a probe of the same name.</summary>
public abstract class Detector
{
    public abstract Rule Rule { get; }

    /// <summary>The second part of the process's id, and the rule of its alerts. Stored, so never renamed.</summary>
    public string Name => Rule.Id;

    /// <summary>What it looks at, as people call it.</summary>
    public abstract string Watches { get; }

    /// <summary>Null for a reading that says something about the product; otherwise why it does not and what to do.</summary>
    public abstract string? WhyBlind(Reading reading, DetectionPolicy policy);

    public abstract Verdict Judge(Evidence evidence, DetectionPolicy policy);

    /// <summary>One reading in a few words.</summary>
    public abstract string Say(Reading reading);

    protected static string SayOther(Reading reading) => reading is Reading.Blind blind ? blind.Why : "nothing of ours";
}
