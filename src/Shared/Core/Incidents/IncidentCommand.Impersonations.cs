using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Incidents;

/// <summary>What is asked and told about acting inside a customer's org.</summary>
public abstract partial record IncidentCommand
{
    /// <summary>Somebody wants to act inside an org, of which cross-org search has said how it is.</summary>
    public sealed record Impersonate(string SlackUser, string Org, DateTimeOffset Now)
        : Act(SlackUser, IncidentAction.Impersonate, Now);

    public sealed record EndImpersonation(string SlackUser, string Grant, DateTimeOffset Now)
        : Act(SlackUser, IncidentAction.Impersonate, Now);

    /// <summary>What came of it, told by the service.</summary>
    public abstract record OfImpersonation(DateTimeOffset Now) : IncidentCommand(Now);

    public sealed record Minted(Impersonation Impersonation, DateTimeOffset Now) : OfImpersonation(Now);

    /// <param name="Why">A sentence.</param>
    public sealed record NotMinted(Actor By, string Org, string Why, DateTimeOffset Now) : OfImpersonation(Now);

    /// <summary>It was used: NovaVMS says so.</summary>
    public sealed record Entered(string Grant, DateTimeOffset Now) : OfImpersonation(Now);

    /// <summary>The token could not be given to whoever it is for, so nobody may use it.</summary>
    public sealed record Withdraw(string Grant, DateTimeOffset Now) : OfImpersonation(Now);
}
