using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using OnCall.Core.Text;

namespace OnCall.Core.Alerts;

/// <summary>
/// By what PagerDuty knows an alert again: while it is open, the same key is the same alert. Made of a rule and what the rule
/// was broken for, and never of a time, a severity or nothing, so that trigger and resolve always agree.
/// </summary>
[JsonConverter(typeof(DedupKeyJson))]
public readonly record struct DedupKey
{
    /// <summary>PagerDuty's limit for the key of an event.</summary>
    public const int MaxLength = 255;

    const int HashBytes = 16;

    DedupKey(string value) => Value = value;

    public string Value { get; }

    /// <summary>The id of the rule that it was made of; of a key that somebody else made, whatever stands in its place.</summary>
    public string Rule => Uri.UnescapeDataString(Value.Split('/')[0]);

    /// <param name="rule">The id of a rule: "cloud-api-5xx".</param>
    /// <param name="scope">For what: a host name, an org's id, an event's id. Distinct scopes never share a key.</param>
    /// <exception cref="ArgumentException">One of them is empty.</exception>
    public static DedupKey Of(string rule, string scope)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rule);
        ArgumentException.ThrowIfNullOrWhiteSpace(scope);
        // The separator must not come out of a part: a/b + c is not a + b/c.
        var whole = $"{Uri.EscapeDataString(rule)}/{Uri.EscapeDataString(scope)}";
        if (whole.Length <= MaxLength)
            return new DedupKey(whole);

        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(whole)).AsSpan(0, HashBytes));
        return new DedupKey($"{whole[..(MaxLength - hash.Length - 1)]}~{hash}");
    }

    /// <summary>As it was written: from disk, or as PagerDuty sends it back.</summary>
    public static DedupKey Parse(string text) => new(text);

    public override string ToString() => Value;
}

public sealed class DedupKeyJson() : TextJson<DedupKey>(key => key.Value, DedupKey.Parse);
