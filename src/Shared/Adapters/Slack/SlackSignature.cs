using System.Text;
using OnCall.Adapters.Signing;

namespace OnCall.Adapters.Slack;

/// <summary>Whether a request comes from Slack. To be asked before its body is parsed.</summary>
public static class SlackSignature
{
    public const string Header = "X-Slack-Signature";
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    public static TimeSpan MaxAge => SignedTime.MaxAge;

    const string Version = "v0=";

    /// <param name="secret">Without one every request is refused.</param>
    public static bool IsValid(
        string? secret, string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now) =>
        IsFresh(timestamp, now)
        && signature is not null
        && signature.StartsWith(Version, StringComparison.Ordinal)
        && HmacHex.Matches(secret, Signed(timestamp!, body), signature.AsSpan(Version.Length));

    /// <summary>Whether a request with this timestamp may be of now.</summary>
    public static bool IsFresh(string? timestamp, DateTimeOffset now) => SignedTime.IsFresh(timestamp, now);

    /// <summary>What Slack would send as the header; the local host's Slack does.</summary>
    public static string Sign(string secret, string timestamp, ReadOnlySpan<byte> body) =>
        Version + HmacHex.Of(secret, Signed(timestamp, body));

    static byte[] Signed(string timestamp, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body];
}
