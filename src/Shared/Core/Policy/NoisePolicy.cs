namespace OnCall.Core.Policy;

/// <summary>How what is not page-worthy is said. May be left out of the file.</summary>
/// <param name="BundleWithin">
/// In business hours: after something of a rule was said, further reports of it come together, so long after it.
/// </param>
public sealed record NoisePolicy(TimeSpan BundleWithin)
{
    public static readonly NoisePolicy Standard = new(TimeSpan.FromMinutes(15));
}
