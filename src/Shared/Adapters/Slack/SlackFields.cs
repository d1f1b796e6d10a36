using System.Globalization;
using System.Text.Json;
using OnCall.Adapters.Json;

namespace OnCall.Adapters.Slack;

/// <summary>The fields that events, interactions and answers of Slack write alike.</summary>
static class SlackFields
{
    public const int MaxNameLength = 200;
    const int MaxIdLength = 100;
    const int MaxTsLength = 30;
    static readonly DateTimeOffset Latest = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Null for an id that is missing or is none of Slack's: ids become keys and parts of addresses.</summary>
    public static string? Id(this JsonElement parent, string name) =>
        parent.Text(name) is { } id && IsId(id) ? id : null;

    public static bool IsId(string text) => text.Length is > 0 and <= MaxIdLength && text.All(IsOfIds);

    /// <summary>The name of a message within its channel: "1599529504.000400".</summary>
    public static string? Ts(this JsonElement parent, string name) =>
        parent.Text(name) is { Length: <= MaxTsLength } ts && Instant(ts) is not null ? ts : null;

    public static SlackReceipt? Receipt(this JsonElement parent, string channel, string ts) =>
        parent.Id(channel) is { } id && parent.Ts(ts) is { } stamp ? new SlackReceipt(id, stamp) : null;

    /// <summary>When a message with this name was posted; null when it is none.</summary>
    public static DateTimeOffset? Instant(string? ts) =>
        decimal.TryParse(ts, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
        && seconds < Latest.ToUnixTimeSeconds()
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    static bool IsOfIds(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
