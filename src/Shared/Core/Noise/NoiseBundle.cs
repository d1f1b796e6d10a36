namespace OnCall.Core.Noise;

/// <summary>Reports of one rule that are said together.</summary>
/// <param name="Rule">Or <see cref="OtherRules"/>.</param>
/// <param name="First">When the first of them was seen.</param>
/// <param name="Newest">Sentences of the latest, the latest first; of the others there is the count.</param>
/// <param name="Until">Until then it waits to be said.</param>
public sealed record NoiseBundle(
    string Rule, int Count, DateTimeOffset First, DateTimeOffset Last, string WhyNoPage,
    IReadOnlyList<NoiseSentence> Newest, DateTimeOffset Until)
{
    /// <summary>Instead of a rule's name: rules for which there was no room.</summary>
    public const string OtherRules = "other rules";

    /// <summary>The end of the latest silence under which one of them came; null when none did.</summary>
    public DateTimeOffset? SilencedUntil { get; init; }

    public static NoiseBundle Of(NoiseReport report, DateTimeOffset until, DateTimeOffset? silencedUntil) => new(
        report.Rule, Count: 1, report.At, report.At, report.WhyNoPage,
        [new NoiseSentence(report.What, report.At, report.Url)], until)
    {
        SilencedUntil = silencedUntil,
    };

    /// <summary>Both in one, said when the earlier of them is.</summary>
    public NoiseBundle With(NoiseBundle more) => this with
    {
        Count = Count + more.Count,
        First = more.First < First ? more.First : First,
        Last = more.Last > Last ? more.Last : Last,
        WhyNoPage = more.Last >= Last ? more.WhyNoPage : WhyNoPage,
        // What came later goes first among those of one moment.
        Newest = [.. more.Newest.Concat(Newest).OrderByDescending(one => one.At).Take(NoiseLimits.MaxSentences)],
        Until = more.Until < Until ? more.Until : Until,
        SilencedUntil = more.SilencedUntil is null || SilencedUntil > more.SilencedUntil ? SilencedUntil : more.SilencedUntil,
    };

    /// <summary>As one of many rules: its sentences say which it is.</summary>
    public NoiseBundle AsOther() => Rule == OtherRules ? this : this with
    {
        Rule = OtherRules,
        Newest = [.. Newest.Select(one => one with { What = $"{Rule}: {one.What}" })],
    };
}

/// <summary>What was seen, and when.</summary>
public sealed record NoiseSentence(string What, DateTimeOffset At, Uri? Url = null);
