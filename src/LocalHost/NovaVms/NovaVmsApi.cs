using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace OnCall.LocalHost.NovaVms;

/// <summary>The API of docs/novavms-api.md.</summary>
sealed class NovaVmsApi(Func<IEnumerable<SimulatedOrg>> orgs, SimulatedPlatform platform, NovaVmsSimulatorOptions options)
{
    const int MaxLimit = 100;

    public NovaVmsReply Answer(HttpRequest request) => (request.Method, request.Path.Value) switch
    {
        ("GET", "/api/v1/health") => new NovaVmsReply(StatusCodes.Status200OK, new JsonObject { ["status"] = "ok" }),
        _ when request.Headers.Authorization != $"Bearer {options.ApiToken}" =>
            NovaVmsReply.Refused(StatusCodes.Status401Unauthorized, "The token is missing or not known."),
        ("GET", "/api/v1/orgs") => Orgs(request.Query),
        ("GET", "/api/v1/platform/gateways/counts") => new NovaVmsReply(StatusCodes.Status200OK, platform.Gateways()),
        ("GET", "/api/v1/platform/ingest") => new NovaVmsReply(StatusCodes.Status200OK, platform.Ingest()),
        _ => NovaVmsReply.Refused(StatusCodes.Status404NotFound, "There is nothing here."),
    };

    NovaVmsReply Orgs(IQueryCollection query)
    {
        var limit = int.TryParse(query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Clamp(asked, 1, MaxLimit) : MaxLimit;
        if (IdIn(query["cursor"].ToString()) is not { } after)
            return NovaVmsReply.Refused(StatusCodes.Status400BadRequest, "The cursor is none of ours.");

        var wanted = query["allow_platform_impersonation"].ToString();
        List<SimulatedOrg> found =
        [
            .. orgs()
                .Where(org => wanted.Length == 0 || org.AllowsImpersonation == (wanted == "true"))
                .OrderBy(org => org.Id, StringComparer.Ordinal)
                .Where(org => string.CompareOrdinal(org.Id, after) > 0)
                .Take(limit + 1),
        ];
        return new NovaVmsReply(StatusCodes.Status200OK, new JsonObject
        {
            ["orgs"] = new JsonArray([.. found.Take(limit).Select(Shape)]),
            ["next_cursor"] = found.Count > limit ? CursorAfter(found[limit - 1]) : null,
        });
    }

    static JsonObject Shape(SimulatedOrg org) => new()
    {
        ["id"] = org.Id,
        ["name"] = org.Name,
        ["owner_email"] = org.OwnerEmail,
        ["allow_platform_impersonation"] = org.AllowsImpersonation,
    };

    static string CursorAfter(SimulatedOrg org) => Convert.ToBase64String(Encoding.UTF8.GetBytes(org.Id));

    static string? IdIn(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromBase64String(cursor));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
