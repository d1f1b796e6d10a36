using System.Text.Json.Serialization;
using OnCall.Core.Incidents;

namespace OnCall.Core.Rotation;

/// <summary>"One primary, one secondary": the two roles that the rotation names.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OnCallRole>))]
public enum OnCallRole
{
    Primary,
    Secondary,
}

public static class OnCallRoles
{
    public static IReadOnlyList<OnCallRole> All { get; } = [OnCallRole.Primary, OnCallRole.Secondary];

    public static OnCallRole Other(this OnCallRole role) =>
        role == OnCallRole.Primary ? OnCallRole.Secondary : OnCallRole.Primary;

    /// <summary>In the middle of a sentence: "primary", "secondary".</summary>
    public static string Spoken(this OnCallRole role) =>
        (role == OnCallRole.Primary ? EscalationRole.Primary : EscalationRole.Secondary).Spoken();
}
