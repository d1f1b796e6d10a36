using System.Text.Json.Serialization;
using OnCall.Core.Orgs;
using OnCall.Core.Text;

namespace OnCall.Core.Reports;

/// <summary>
/// "Ask for the org_id or the customer-owner email": by what a reporter names an org. Written the same way however it was
/// typed, because where the search does not answer it is what an alert is known by.
/// </summary>
[JsonConverter(typeof(OrgReferenceJson))]
public readonly record struct OrgReference
{
    public const int MaxLength = 100;

    OrgReference(string value) => Value = value;

    public string Value { get; }

    public bool IsEmail => Value.Contains('@', StringComparison.Ordinal);

    /// <summary>Null for what can be neither: empty, too long, or more than one word.</summary>
    public static OrgReference? Read(string? text) => text?.Trim() switch
    {
        null or { Length: 0 or > MaxLength } => null,
        var word when word.Any(character => char.IsWhiteSpace(character) || char.IsControl(character)) => null,
        var email when email.Contains('@', StringComparison.Ordinal) => new OrgReference(email.ToLowerInvariant()),
        var id => new OrgReference(id),
    };

    /// <summary>Whether it is this org, and not only one that the search thought of.</summary>
    public bool Means(FoundOrg org) => IsEmail
        ? string.Equals(org.OwnerEmail?.Trim(), Value, StringComparison.OrdinalIgnoreCase)
        : string.Equals(org.Id, Value, StringComparison.OrdinalIgnoreCase);

    public override string ToString() => Value;

    internal static OrgReference Stored(string text) => new(text);
}

public sealed class OrgReferenceJson() : TextJson<OrgReference>(org => org.Value, OrgReference.Stored);
