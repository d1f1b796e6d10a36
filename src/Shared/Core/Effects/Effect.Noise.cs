using System.Text.Json.Serialization;
using OnCall.Core.Noise;

namespace OnCall.Core.Effects;

/// <summary>What people read of what is not page-worthy.</summary>
[JsonDerivedType(typeof(TellNoise), "tell-noise")]
[JsonDerivedType(typeof(TellNoiseBundle), "tell-noise-bundle")]
[JsonDerivedType(typeof(TellDigest), "tell-digest")]
public abstract partial record Effect
{
    /// <summary>"Everything else goes to #novavms-oncall-noise and is handled business hours."</summary>
    public abstract record ToNoiseChannel : ToSlack
    {
        internal ToNoiseChannel() { }

        [JsonIgnore]
        public override Audience Audience => Audience.Noise;

        /// <summary>All that it says.</summary>
        [JsonIgnore]
        public abstract IReadOnlyList<NoiseBundle> Bundles { get; }
    }

    /// <summary>The first of its rule, said as it comes.</summary>
    /// <param name="FurtherAt">Further ones wait until then, and come together.</param>
    public sealed record TellNoise(NoiseBundle Bundle, DateTimeOffset FurtherAt) : ToNoiseChannel
    {
        [JsonIgnore]
        public override IReadOnlyList<NoiseBundle> Bundles => [Bundle];
    }

    /// <summary>What came of a rule since something of it was said.</summary>
    /// <param name="FurtherAt">Further ones wait until then, and come together again.</param>
    public sealed record TellNoiseBundle(NoiseBundle Bundle, DateTimeOffset FurtherAt) : ToNoiseChannel
    {
        [JsonIgnore]
        public override IReadOnlyList<NoiseBundle> Bundles => [Bundle];
    }

    /// <summary>What was held until people are at work.</summary>
    public sealed record TellDigest(IReadOnlyList<NoiseBundle> Held, DateTimeOffset At) : ToNoiseChannel
    {
        [JsonIgnore]
        public override IReadOnlyList<NoiseBundle> Bundles => Held;
    }
}
