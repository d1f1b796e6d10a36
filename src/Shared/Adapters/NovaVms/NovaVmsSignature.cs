using System.Text;
using OnCall.Adapters.Signing;

namespace OnCall.Adapters.NovaVms;

/// <summary>Whether an event comes from NovaVMS. To be asked before its body is parsed.</summary>
public static class NovaVmsSignature
{
    public const string Header = "X-NovaVMS-Signature";
    public const string TimestampHeader = "X-NovaVMS-Timestamp";

    public static TimeSpan MaxAge => SignedTime.MaxAge;

    const string Version = "v1=";
    const int MaxHeaderLength = 4096;

    /// <param name="secrets">Without a secret every request is refused.</param>
    /// <param name="header">Comma-separated <c>v1=…</c>: several while a secret is rotated, any match is enough.</param>
    public static bool IsValid(
        IReadOnlyList<string> secrets, string? timestamp, ReadOnlySpan<byte> body, string? header, DateTimeOffset now)
    {
        if (header is null or { Length: > MaxHeaderLength } || !SignedTime.IsFresh(timestamp, now))
            return false;

        var signed = Signed(timestamp!, body);
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries))
            if (part.StartsWith(Version, StringComparison.Ordinal))
                foreach (var secret in secrets)
                    if (HmacHex.Matches(secret, signed, part.AsSpan(Version.Length)))
                        return true;
        return false;
    }

    /// <summary>Whether a request with this timestamp may be of now.</summary>
    public static bool IsFresh(string? timestamp, DateTimeOffset now) => SignedTime.IsFresh(timestamp, now);

    /// <summary>What NovaVMS would send as the header; the local host's NovaVMS does.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        Version + HmacHex.Of(secret, Signed(timestamp, body));

    static byte[] Signed(string timestamp, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"v1:{timestamp}:"), .. body];
}
