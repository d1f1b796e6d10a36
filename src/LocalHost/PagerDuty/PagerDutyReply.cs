using System.Globalization;
using System.Text.Json.Nodes;

namespace OnCall.LocalHost.PagerDuty;

/// <summary>What a call is answered with.</summary>
sealed record PagerDutyReply(int Status, JsonObject Body)
{
    const int DefaultLimit = 25;
    const int MaxLimit = 100;

    public static PagerDutyReply Ok(string name, JsonNode body) =>
        new(StatusCodes.Status200OK, new JsonObject { [name] = body });

    /// <summary>The part of a list that was asked for.</summary>
    public static PagerDutyReply Page(string name, IQueryCollection query, IEnumerable<JsonObject> entries)
    {
        var offset = Number(query, "offset", 0, int.MaxValue);
        var limit = Number(query, "limit", DefaultLimit, MaxLimit);
        var found = entries.Skip(offset).Take(limit + 1).ToList();
        return new PagerDutyReply(StatusCodes.Status200OK, new JsonObject
        {
            [name] = new JsonArray([.. found.Take(limit)]),
            ["limit"] = limit,
            ["offset"] = offset,
            ["more"] = found.Count > limit,
            ["total"] = null,
        });
    }

    static int Number(IQueryCollection query, string name, int otherwise, int max) =>
        int.TryParse(query[name], CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 0, max) : otherwise;

    public static implicit operator PagerDutyReply(PagerDutyRefusal refusal) =>
        new(refusal.Status, PagerDutyShapes.Refusal(refusal));
}
