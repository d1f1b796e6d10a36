namespace OnCall.Core.Policy;

/// <summary>Where postmortems are written, drafts included. May be left out of the file: then none are looked for.</summary>
/// <param name="Repository">On GitHub, "owner/name".</param>
/// <param name="Folder">From the repository's root: "docs/postmortems". A file belongs to the incident that its name says.</param>
public sealed record PostmortemsPolicy(string Repository, string Folder)
{
    /// <summary>Of an incident that was over sooner none is offered. Nothing, as every P1 deserves one, unless the team says so.</summary>
    public TimeSpan AtLeast { get; init; }
}
