using OnCall.Core.Detection;

namespace OnCall.Engine.Detection;

/// <summary>Reads from the product what one detector judges.</summary>
public interface IProbe
{
    /// <summary>The detector's name.</summary>
    string Detector { get; }

    /// <summary>Ends well before the next probe, and never throws for what the product answered or did not.</summary>
    Task<Reading> ReadAsync(CancellationToken cancellation);
}
