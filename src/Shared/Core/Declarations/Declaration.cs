using System.Text.Json.Serialization;

namespace OnCall.Core.Declarations;

/// <summary>An incident that somebody declared by hand. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Made), "made")]
[JsonDerivedType(typeof(Refused), "refused")]
public abstract record Declaration
{
    Declaration() { }

    public sealed record None : Declaration;

    /// <summary>PagerDuty is told, or will be. From there on it is an incident like any other.</summary>
    public sealed record Made(DeclaredIncident Incident) : Declaration;

    /// <summary>PagerDuty would not take it: nobody was paged, and people were told to page by hand.</summary>
    public sealed record Refused : Declaration;
}

/// <param name="What">In the words of whoever declared it.</param>
public sealed record DeclaredIncident(string What, Processes.Actor By, DateTimeOffset At);
