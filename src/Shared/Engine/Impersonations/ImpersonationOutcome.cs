using OnCall.Core.Incidents;
using OnCall.Core.Orgs;

namespace OnCall.Engine.Impersonations;

/// <summary>What whoever asked to act inside an org is told.</summary>
public abstract record ImpersonationOutcome
{
    ImpersonationOutcome() { }

    /// <summary>How the org is, before anything is minted: "do not impersonate speculatively".</summary>
    public sealed record Shown(IncidentId Incident, FoundOrg Org) : ImpersonationOutcome;

    public sealed record Minted(IncidentId Incident, FoundOrg Org, Impersonation Impersonation, ImpersonationToken Token)
        : ImpersonationOutcome;

    /// <param name="Why">A sentence, with how to go on.</param>
    public sealed record Refused(string Why) : ImpersonationOutcome;

    /// <summary>They may not; it is on record, and they are told by the incident itself.</summary>
    public sealed record NotAllowed : ImpersonationOutcome;

    /// <summary>The same press came twice: the first one is answered.</summary>
    public sealed record Twice : ImpersonationOutcome;
}
