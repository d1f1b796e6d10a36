using OnCall.Core.Noise;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Noise;

/// <summary>Where what is not page-worthy is kept until it may be said.</summary>
public interface INoise
{
    /// <summary>Once it returns, it is not lost any more.</summary>
    /// <param name="input">What it came from: told twice, it is counted once.</param>
    /// <returns>When it is said in the channel, or was said; at once in business hours.</returns>
    Task<DateTimeOffset> ReportAsync(NoiseReport report, InputId input, CancellationToken cancellation);
}
