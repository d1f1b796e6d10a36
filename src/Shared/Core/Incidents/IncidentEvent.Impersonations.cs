using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>Who acted inside a customer's org, from asking to the end of it.</summary>
[JsonDerivedType(typeof(ImpersonationAsked), "impersonation-asked")]
[JsonDerivedType(typeof(ImpersonationRefused), "impersonation-refused")]
[JsonDerivedType(typeof(ImpersonationMinted), "impersonation-minted")]
[JsonDerivedType(typeof(ImpersonationUsed), "impersonation-used")]
[JsonDerivedType(typeof(ImpersonationEnded), "impersonation-ended")]
[JsonDerivedType(typeof(ImpersonationNotEnded), "impersonation-not-ended")]
public abstract partial record IncidentEvent
{
    /// <summary>Before NovaVMS is asked: what comes of it follows.</summary>
    public sealed record ImpersonationAsked(Page Page, Actor By, string Org, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="Why">A sentence.</param>
    public sealed record ImpersonationRefused(Page Page, Actor By, string Org, string Why, DateTimeOffset At) : IncidentEvent(At);

    public sealed record ImpersonationMinted(Page Page, Impersonation Impersonation, DateTimeOffset At) : IncidentEvent(At);

    /// <summary>NovaVMS says that somebody went in with it.</summary>
    public sealed record ImpersonationUsed(Page Page, Impersonation Impersonation, DateTimeOffset At) : IncidentEvent(At);

    /// <param name="By">The clock when its time was over, a person, or whoever resolved the incident.</param>
    public sealed record ImpersonationEnded(Page Page, Impersonation Impersonation, Actor By, DateTimeOffset At) : IncidentEvent(At)
    {
        /// <summary>NovaVMS ends it by itself when its time is over; everything else it has to be told.</summary>
        [JsonIgnore]
        public bool IsEarly => At < Impersonation.EndsAt;
    }

    /// <summary>NovaVMS would not end it before its time.</summary>
    public sealed record ImpersonationNotEnded(Page Page, Impersonation Impersonation, string Why, DateTimeOffset At)
        : IncidentEvent(At);
}
