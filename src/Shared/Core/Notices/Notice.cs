using System.Text.Json.Serialization;

namespace OnCall.Core.Notices;

/// <summary>
/// Something about the service itself that the people on call should hear, once: a webhook that was switched off,
/// a setting that collides with the runbook. The names are on disk.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Standing), "standing")]
[JsonDerivedType(typeof(Settled), "settled")]
public abstract record Notice
{
    Notice() { }

    public sealed record None : Notice;

    /// <summary>It was said, and it is still so.</summary>
    public sealed record Standing(string What, string Advice, DateTimeOffset AnnouncedAt) : Notice;

    /// <summary>It is no longer so. When it comes back, it is said again.</summary>
    public sealed record Settled : Notice;
}
