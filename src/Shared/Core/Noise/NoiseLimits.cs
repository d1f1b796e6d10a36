namespace OnCall.Core.Noise;

/// <summary>How much is kept of what waits. All of it stands in one row; the events keep every report as it was told.</summary>
public static class NoiseLimits
{
    /// <summary>Rules that are kept apart while they wait; reports of further ones are counted together.</summary>
    public const int MaxRules = 32;

    /// <summary>The newest sentences of a rule; the others are counted.</summary>
    public const int MaxSentences = 3;

    /// <summary>
    /// Of rules that are said at once within <see cref="Policy.NoisePolicy.BundleWithin"/>: a channel that gets more does
    /// not read them one by one.
    /// </summary>
    public const int MaxAtOnce = 8;

    /// <summary>Digests that are remembered as said.</summary>
    public const int MaxSaid = 3;

    public const int MaxRuleLength = 60;

    public const int MaxTextLength = 160;

    public const int MaxUrlLength = 200;

    /// <summary>The same report, with no more of it than is kept and shown, and never from the future.</summary>
    public static NoiseReport Within(NoiseReport report, DateTimeOffset now) => new(
        report.Rule.Trim() is { Length: > 0 } rule ? Cut(rule, MaxRuleLength) : "unnamed",
        Cut(report.What.Trim(), MaxTextLength),
        Cut(report.WhyNoPage.Trim(), MaxTextLength),
        // Another's clock may run ahead of ours.
        report.At > now ? now : report.At,
        report.Url is { IsAbsoluteUri: true, AbsoluteUri.Length: <= MaxUrlLength } url ? url : null);

    // Half of a character is none, and JSON refuses it.
    static string Cut(string text, int maxLength) =>
        text.Length <= maxLength ? text
        : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[maxLength - 2]) ? maxLength - 2 : maxLength - 1), "…");
}
