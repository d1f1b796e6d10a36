using System.Text.Json.Serialization;

namespace OnCall.Core.Noise;

/// <summary>What happened to what is not page-worthy. The names are on disk; the records are the audit trail.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(SaidAtOnce), "said-at-once")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(BundleSaid), "bundle-said")]
[JsonDerivedType(typeof(DigestSaid), "digest-said")]
[JsonDerivedType(typeof(HeldOver), "held-over")]
[JsonDerivedType(typeof(SayingRefused), "saying-refused")]
public abstract record NoiseEvent(DateTimeOffset At)
{
    /// <summary>In business hours, the first of its rule.</summary>
    /// <param name="BundledUntil">Until then further ones come together.</param>
    public sealed record SaidAtOnce(NoiseReport Report, DateTimeOffset BundledUntil, DateTimeOffset At) : NoiseEvent(At);

    /// <param name="Until">When it is said.</param>
    /// <param name="SilencedUntil">When the silence of its rule ends; null when there is none.</param>
    public sealed record Held(NoiseReport Report, DateTimeOffset Until, DateTimeOffset? SilencedUntil, DateTimeOffset At)
        : NoiseEvent(At);

    /// <summary>In business hours: what came since something of the rule was said.</summary>
    /// <param name="BundledUntil">Until then further ones come together again.</param>
    public sealed record BundleSaid(NoiseBundle Bundle, DateTimeOffset BundledUntil, DateTimeOffset At) : NoiseEvent(At);

    /// <summary>Several rules at once, or what was held until people are at work; the most first.</summary>
    /// <param name="BundledUntil">Until then further ones come together again; null when the next ones are said at once.</param>
    public sealed record DigestSaid(IReadOnlyList<NoiseBundle> Bundles, DateTimeOffset? BundledUntil, DateTimeOffset At)
        : NoiseEvent(At);

    /// <summary>Its time came after business hours: nobody knocked in time, or the policy has other hours by now.</summary>
    public sealed record HeldOver(IReadOnlyList<string> Rules, DateTimeOffset Until, DateTimeOffset At) : NoiseEvent(At);

    /// <summary>Slack will not take what was to be said: it waits again.</summary>
    /// <param name="IsNews">False when that was told today already.</param>
    public sealed record SayingRefused(
        IReadOnlyList<NoiseBundle> Bundles, string Why, DateTimeOffset Until, bool IsNews, DateTimeOffset At) : NoiseEvent(At);
}
