using OnCall.Adapters.Signing;

namespace OnCall.Adapters.PagerDuty;

/// <summary>Whether a webhook comes from PagerDuty. To be asked before its body is parsed.</summary>
public static class PagerDutySignature
{
    public const string Header = "X-PagerDuty-Signature";

    const string Version = "v1=";
    const int MaxHeaderLength = 4096;

    /// <param name="secrets">One for each subscription. Without a secret every request is refused.</param>
    /// <param name="header">Comma-separated <c>v1=…</c>: several while a secret is rotated, any match is enough.</param>
    public static bool IsValid(IReadOnlyList<string> secrets, ReadOnlySpan<byte> body, string? header)
    {
        if (header is null or { Length: > MaxHeaderLength })
            return false;

        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
            if (part.StartsWith(Version, StringComparison.Ordinal))
                foreach (var secret in secrets)
                    if (HmacHex.Matches(secret, body, part.AsSpan(Version.Length)))
                        return true;
        return false;
    }

    /// <summary>What PagerDuty would send as the header; the local host's PagerDuty does.</summary>
    public static string Sign(string secret, ReadOnlySpan<byte> body) => Version + HmacHex.Of(secret, body);
}
