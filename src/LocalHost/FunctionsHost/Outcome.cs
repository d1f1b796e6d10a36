using System.Net;
using System.Net.Mime;
using System.Text.Json;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>What the host makes of a handler's answer to a timer or a message.</summary>
public abstract record Outcome
{
    Outcome() { }

    public sealed record Completed : Outcome;

    /// <summary>A message is abandoned and comes again; a timer fires at its next time.</summary>
    public sealed record Failed(string Reason) : Outcome;

    /// <summary>The handler was down and never saw it: a message comes when it is up again.</summary>
    public sealed record NotReached(string Reason) : Outcome;

    /// <summary>The host waits for more, for ever, while the handler believes that all is well.</summary>
    public sealed record NeverCompletes(string Reason) : Outcome;

    /// <summary>The rules are the host's, oddities included.</summary>
    public static Outcome Of(HttpStatusCode status, string? mediaType, string body)
    {
        if ((int)status is < 200 or > 299)
            return new Failed($"answered {(int)status}");
        if (string.IsNullOrWhiteSpace(body))
            return new NeverCompletes($"answered {(int)status} without a body");
        if (status != HttpStatusCode.OK)
            return new Failed($"answered {(int)status}; only 200 will do");
        if (!MediaTypeNames.Application.Json.Equals(mediaType, StringComparison.OrdinalIgnoreCase))
            return new Failed($"answered with the content type '{mediaType}'; only application/json will do");
        return OfJson(body);
    }

    static Outcome OfJson(string body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind switch
            {
                JsonValueKind.Object => new Completed(),
                JsonValueKind.Null => new NeverCompletes("answered with the JSON null"),
                var other => new Failed($"answered with a JSON {other}; only an object will do"),
            };
        }
        catch (JsonException)
        {
            return new Failed("answered with something that is no JSON");
        }
    }
}
