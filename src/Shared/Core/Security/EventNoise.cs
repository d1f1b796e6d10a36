using OnCall.Core.Noise;

namespace OnCall.Core.Security;

/// <summary>An event of the product that is no security event.</summary>
/// <param name="Type">As the product names it: "gateway.offline".</param>
/// <param name="What">The product's words; null where it has none.</param>
public sealed record OtherEvent(string Id, string Type, DateTimeOffset At, string? What, string? OrgId, Uri? Url);

/// <summary>"Single-camera offline, one gateway offline, a slow search query — none of these are page-worthy."</summary>
public static class EventNoise
{
    const string Ticket = "it is a normal support ticket.";

    public static NoiseReport Of(OtherEvent happened) => new(
        RuleOf(happened.Type),
        $"{happened.Type}{(happened.OrgId is { } org ? $" in org {org}" : "")}{(happened.What is { } what ? $": {what}" : "")}",
        happened.Type switch
        {
            "camera.offline" => $"One camera is not page-worthy: {Ticket}",
            "gateway.offline" => $"One gateway is not page-worthy, a mass drop is, which is watched by itself: {Ticket}",
            "search.slow" => $"A slow search query is not page-worthy: {Ticket}",
            _ => $"{happened.Type} is none of the P1 criteria: {Ticket}",
        },
        happened.At, happened.Url);

    // The same each time: what is noise is bundled by it.
    static string RuleOf(string type) =>
        string.Concat(type.ToLowerInvariant().Select(character => char.IsAsciiLetterOrDigit(character) ? character : '-'));
}
