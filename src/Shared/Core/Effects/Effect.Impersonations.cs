using System.Text.Json.Serialization;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Core.Effects;

/// <summary>What people see of somebody acting inside a customer's org, and what NovaVMS is told of it.</summary>
[JsonDerivedType(typeof(TellImpersonation), "tell-impersonation")]
[JsonDerivedType(typeof(TellImpersonationUsed), "tell-impersonation-used")]
[JsonDerivedType(typeof(TellImpersonationEnded), "tell-impersonation-ended")]
[JsonDerivedType(typeof(TellImpersonationNotEnded), "tell-impersonation-not-ended")]
[JsonDerivedType(typeof(EndImpersonation), "end-impersonation")]
public abstract partial record Effect
{
    /// <summary>Everybody in the thread sees that somebody may go in, and never with what.</summary>
    public sealed record TellImpersonation(Page Page, Impersonation Impersonation, DateTimeOffset At) : ToSlack;

    public sealed record TellImpersonationUsed(Page Page, Impersonation Impersonation, DateTimeOffset At) : ToSlack;

    public sealed record TellImpersonationEnded(Page Page, Impersonation Impersonation, Actor By, DateTimeOffset At) : ToSlack;

    /// <summary>NovaVMS would not end it: until it ends by itself somebody may still go in.</summary>
    public sealed record TellImpersonationNotEnded(Page Page, Impersonation Impersonation, string Why) : ToSlack;

    /// <summary>From then on the token opens nothing.</summary>
    public sealed record EndImpersonation(Page Page, Impersonation Impersonation, Actor By) : Effect
    {
        [JsonIgnore]
        public override Lane Lane => Lane.NovaVms;
    }
}
