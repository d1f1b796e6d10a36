using System.Globalization;

namespace OnCall.Adapters.Signing;

/// <summary>The time that a request is signed with, in seconds since 1970: an old one may be a recording that is played again.</summary>
static class SignedTime
{
    /// <summary>Older or newer than this, and somebody may be playing a recorded request again.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(300);

    public static bool IsFresh(string? timestamp, DateTimeOffset now) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var sentAt)
        && Math.Abs((decimal)now.ToUnixTimeSeconds() - sentAt) <= (decimal)MaxAge.TotalSeconds;
}
