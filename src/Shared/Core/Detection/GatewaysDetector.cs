using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Detection;

/// <summary>"More than 10% of online gateways drop simultaneously."</summary>
public sealed class GatewaysDetector : Detector
{
    const int WholeInPercent = 100;
    const int MaxDecimals = 4;

    public override Rule Rule => Rules.GatewaysDrop;

    public override string Watches => "how many gateways are online";

    public override string? WhyBlind(Reading reading, DetectionPolicy policy) => reading is Reading.Gateways ? null : SayOther(reading);

    public override string Say(Reading reading) => reading is Reading.Gateways gateways
        ? string.Create(CultureInfo.InvariantCulture, $"{gateways.Online} of {gateways.Total} online")
        : SayOther(reading);

    public override Verdict Judge(Evidence evidence, DetectionPolicy policy)
    {
        var counts = Counts(evidence.Seen);
        if (counts.Count == 0)
            return new Verdict.Unknown();
        return evidence.Standing is { Level: { } level } standing
            ? AgainstLevel(counts, level, standing, policy)
            : AgainstWindow(counts, policy);
    }

    /// <summary>Until the fleet is back, it is compared with the level before the drop, however long ago that was.</summary>
    static Verdict AgainstLevel(List<Count> counts, long level, Finding standing, DetectionPolicy policy)
    {
        if (IsMassDrop(level, counts[^1].Online, policy.Gateways))
            return new Verdict.Over("mass-drop", Found(standing.Since, level, counts[^1].Online, policy.Gateways));
        var back = TrailingRun(counts, count => !IsMassDrop(level, count.Online, policy.Gateways), policy.MaxGap);
        return new Verdict.Quiet("back", back, counts[^1].At, string.Create(CultureInfo.InvariantCulture,
            $"no more than {policy.Gateways.DropPercent} % are missing"));
    }

    static Verdict AgainstWindow(List<Count> counts, DetectionPolicy policy)
    {
        var (at, online) = counts[^1];
        var level = LevelBefore(counts, policy);
        var dropped = level - online;
        if (dropped <= 0)
            return new Verdict.Quiet("no-drop", TrailingRun(counts, count => count.Online == online, policy.MaxGap), at, Online(online));
        if (level >= policy.Gateways.AtLeast && IsMassDrop(level, online, policy.Gateways))
            return new Verdict.Over("mass-drop", Found(at, level, online, policy.Gateways));

        var what = string.Create(CultureInfo.InvariantCulture,
            $"{dropped} {(dropped == 1 ? "gateway" : "gateways")} of {level} dropped");
        var (name, line) = level < policy.Gateways.AtLeast
            ? ("too-small-a-fleet", string.Create(CultureInfo.InvariantCulture,
                $"{what}: fewer than {policy.Gateways.AtLeast} gateways are too small a fleet for a mass drop"))
            : ("small-drop", string.Create(CultureInfo.InvariantCulture,
                $"{what}: {Share(dropped, level, policy.Gateways)} % of more than {policy.Gateways.DropPercent} %"));
        return new Verdict.Below(new Suspicion(name, at, dropped, what, line, "gateway-offline"));
    }

    /// <summary>
    /// The highest within the window, so that a slow decline is none. When nothing was read within it, the last one that was
    /// read before: what fell while nobody looked for a few minutes is judged as if it had fallen at once; after as long as
    /// makes us blind, the level begins anew.
    /// </summary>
    static long LevelBefore(List<Count> counts, DetectionPolicy policy)
    {
        var newest = counts[^1];
        var before = counts.Where(count => count.At < newest.At && count.At >= newest.At - policy.Gateways.Within).ToList();
        if (before.Count == 0 && counts.Count > 1 && newest.At - counts[^2].At <= policy.BlindAfter)
            before = [counts[^2]];
        return before.Select(count => count.Online).Append(newest.Online).Max();
    }

    // Whole numbers: no rounding decides whether somebody is woken.
    static bool IsMassDrop(long level, long online, GatewaysPolicy policy) =>
        (level - online) * WholeInPercent > level * policy.DropPercent;

    static Finding Found(DateTimeOffset since, long level, long online, GatewaysPolicy policy)
    {
        var dropped = level - online;
        var share = Share(dropped, level, policy);
        return new Finding(
            since,
            string.Create(CultureInfo.InvariantCulture, $"{dropped} of {level} gateways dropped at once ({share} %)"),
            string.Create(CultureInfo.InvariantCulture,
                $"{dropped} of {level} gateways that were online within {policy.Within.TotalMinutes:0.#} min before {since:HH:mm:ss} UTC "
                + $"dropped: {share} %, more than {policy.DropPercent} %. {online} are online."),
            level);
    }

    /// <summary>With as many decimals as it takes to see on which side of the line it is.</summary>
    static string Share(long dropped, long level, GatewaysPolicy policy)
    {
        var share = (decimal)dropped * WholeInPercent / level;
        var decimals = 1;
        while (decimals < MaxDecimals && share > policy.DropPercent && decimal.Round(share, decimals) <= policy.DropPercent)
            decimals++;
        return decimal.Round(share, decimals, MidpointRounding.AwayFromZero).ToString($"F{decimals}", CultureInfo.InvariantCulture);
    }

    static string Online(long online) =>
        string.Create(CultureInfo.InvariantCulture, $"{online} {(online == 1 ? "gateway is" : "gateways are")} online");

    static List<Count> Counts(IReadOnlyList<Observation> seen) =>
        [.. seen.Where(one => one.Reading is Reading.Gateways).Select(one => new Count(one.At, ((Reading.Gateways)one.Reading).Online))];

    static DateTimeOffset TrailingRun(List<Count> counts, Func<Count, bool> holds, TimeSpan maxGap) =>
        Stretches.Trailing(counts, count => count.At, holds, maxGap);

    readonly record struct Count(DateTimeOffset At, long Online);
}
