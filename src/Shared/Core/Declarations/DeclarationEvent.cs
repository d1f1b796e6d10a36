using System.Text.Json.Serialization;

namespace OnCall.Core.Declarations;

/// <summary>What happened to an incident that somebody declared by hand. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Declared), "declared")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record DeclarationEvent(DateTimeOffset At)
{
    /// <param name="Id">As it was asked for.</param>
    public sealed record Declared(string Id, DeclaredIncident Incident, DateTimeOffset At) : DeclarationEvent(At);

    /// <param name="Why">In PagerDuty's words.</param>
    public sealed record Refused(DeclaredIncident Incident, string Why, DateTimeOffset At) : DeclarationEvent(At);
}
