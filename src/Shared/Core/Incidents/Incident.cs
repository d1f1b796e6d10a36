using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>Where an incident stands. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Paging), "paging")]
[JsonDerivedType(typeof(Unanswered), "unanswered")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(Resolved), "resolved")]
public abstract record Incident
{
    Incident() { }

    public sealed record None : Incident;

    /// <summary>Somebody was paged and has until <paramref name="AckBy"/>.</summary>
    public sealed record Paging(Page Page, Responder Paged, DateTimeOffset AckBy) : Incident;

    /// <summary>Everybody in the chain was paged and nobody acknowledged.</summary>
    public sealed record Unanswered(Page Page) : Incident;

    public sealed record Acknowledged(Page Page, Actor Owner) : Incident;

    public sealed record Resolved : Incident;
}
