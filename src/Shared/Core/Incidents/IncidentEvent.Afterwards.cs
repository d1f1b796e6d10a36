using System.Text.Json.Serialization;

namespace OnCall.Core.Incidents;

/// <summary>What happens when it is over.</summary>
[JsonDerivedType(typeof(PostmortemOffered), "postmortem-offered")]
[JsonDerivedType(typeof(PostmortemNotOffered), "postmortem-not-offered")]
public abstract partial record IncidentEvent
{
    /// <param name="Url">Where people read it and go on with it.</param>
    public sealed record PostmortemOffered(Page Page, Uri Url, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="Why">A sentence.</param>
    public sealed record PostmortemNotOffered(Page Page, string Why, DateTimeOffset At) : IncidentEvent(At);
}
