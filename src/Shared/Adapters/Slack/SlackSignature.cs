using System.Globalization;
using System.Text;
using OnCall.Adapters.Signing;

namespace OnCall.Adapters.Slack;

/// <summary>Whether a request comes from Slack. To be asked before its body is parsed.</summary>
public static class SlackSignature
{
    public const string Header = "X-Slack-Signature";
    public const string TimestampHeader = "X-Slack-Request-Timestamp";

    /// <summary>Older or newer than this, and somebody may be playing a recorded request again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(300);

    const string Version = "v0=";

    /// <param name="secret">Without one every request is refused.</param>
    public static bool IsValid(
        string? secret, string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sentAt))
            return false;

        var age = Math.Abs((decimal)now.ToUnixTimeSeconds() - sentAt);
        return age <= (decimal)MaxAge.TotalSeconds
            && signature is not null
            && signature.StartsWith(Version, StringComparison.Ordinal)
            && HmacHex.Matches(secret, Signed(timestamp, body), signature.AsSpan(Version.Length));
    }

    static byte[] Signed(string timestamp, ReadOnlySpan<byte> body) =>
        [.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body];
}
