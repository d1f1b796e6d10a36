using System.Security.Cryptography;
using System.Text;

namespace OnCall.Adapters.Signing;

/// <summary>An HMAC-SHA256 written in hex, as Slack and PagerDuty sign what they send.</summary>
static class HmacHex
{
    const int HexLength = SHA256.HashSizeInBytes * 2;

    /// <summary>In constant time. Without a secret nothing matches, and neither does anything that is not hex.</summary>
    public static bool Matches(string? secret, ReadOnlySpan<byte> signed, ReadOnlySpan<char> hex)
    {
        if (string.IsNullOrWhiteSpace(secret) || hex.Length != HexLength)
            return false;

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (Convert.FromHexString(hex, claimed, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;

        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed, expected);
        return CryptographicOperations.FixedTimeEquals(expected, claimed);
    }

    public static string Of(string secret, ReadOnlySpan<byte> signed) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
}
