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

    /// <summary>An incident that is not over.</summary>
    public abstract record Open : Incident
    {
        internal Open() { }

        public abstract Page Page { get; init; }

        /// <summary>Null only on disk, in what was written before there was one.</summary>
        public abstract Course? Course { get; init; }

        [JsonIgnore]
        internal Course Known => Course ?? throw new InvalidOperationException("The rules begin with a course.");
    }

    /// <summary>Somebody was paged and has until <paramref name="AckBy"/>.</summary>
    public sealed record Paging(Page Page, Responder Paged, DateTimeOffset AckBy, Course? Course = null) : Open;

    /// <summary>Everybody in the chain was paged and nobody acknowledged.</summary>
    public sealed record Unanswered(Page Page, Course? Course = null) : Open;

    public sealed record Acknowledged(Page Page, Actor Owner, Course? Course = null) : Open;

    public sealed record Resolved : Incident;
}
