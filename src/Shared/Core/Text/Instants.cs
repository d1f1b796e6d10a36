using System.Globalization;

namespace OnCall.Core.Text;

/// <summary>Instants as people write them: ISO 8601, and never in doubt about the zone.</summary>
public static class Instants
{
    /// <summary>How to write one: the end of a sentence that says what is wrong with another.</summary>
    public const string HowTo = "write date, time and offset, such as 2026-01-12T09:00Z or 2026-01-12T10:00+01:00";

    const int DateLength = 10;
    static readonly string[] Formats =
        ["yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>Null for what is none.</summary>
    public static DateTimeOffset? Read(string text)
    {
        // In an address, a plus that nobody has escaped arrives as a space.
        var written = text.Trim().Replace(' ', '+');
        var saysItsZone = written.EndsWith('Z') || written.LastIndexOfAny(['+', '-']) > DateLength;
        return saysItsZone && DateTimeOffset.TryParseExact(
            written, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.ToUniversalTime()
            : null;
    }
}
