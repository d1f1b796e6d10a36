using System.Text.Json.Serialization;
using OnCall.Core.Policy;

namespace OnCall.Core.Incidents;

/// <summary>Someone on a level of the escalation chain, as they were known when it was decided.</summary>
/// <param name="Level">PagerDuty's level: 1 is the primary's.</param>
public sealed record Responder(EscalationRole Role, int Level, Person Person);

[JsonConverter(typeof(JsonStringEnumConverter<EscalationRole>))]
public enum EscalationRole
{
    Primary,
    Secondary,
    Lead,
    Cto,
}

public static class EscalationRoleNames
{
    /// <summary>As the runbook says it in the middle of a sentence: "primary", "engineering lead", "CTO".</summary>
    public static string Spoken(this EscalationRole role) => role switch
    {
        EscalationRole.Primary => "primary",
        EscalationRole.Secondary => "secondary",
        EscalationRole.Lead => "engineering lead",
        EscalationRole.Cto => "CTO",
        _ => throw new System.Diagnostics.UnreachableException($"No name for the role {role}."),
    };
}
