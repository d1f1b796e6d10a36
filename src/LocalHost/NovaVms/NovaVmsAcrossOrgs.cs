using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Servers;

namespace OnCall.LocalHost.NovaVms;

/// <summary>What of docs/novavms-api.md looks and acts across orgs: the search, and impersonation.</summary>
sealed class NovaVmsAcrossOrgs(Func<IEnumerable<SimulatedOrg>> orgs, NovaVmsSimulatorOptions options, TimeProvider clock)
{
    const int MaxFound = 20;
    const string Impersonations = "/api/v1/platform/impersonations";
    static readonly string[] Required = ["org_id", "reason", "ticket_ref", "actor_email"];
    static readonly TimeSpan GrantLasts = TimeSpan.FromMinutes(30);

    readonly ConcurrentDictionary<string, string> _grants = new(StringComparer.Ordinal);
    int _minted;

    /// <summary>Null for what is asked elsewhere, and for whoever has no token.</summary>
    public NovaVmsReply? Answer(HttpRequest request, ReadOnlyMemory<byte> body) => (request.Method, request.Path.Value) switch
    {
        _ when request.Headers.Authorization != $"Bearer {options.ApiToken}" => null,
        ("GET", "/api/v1/platform/orgs/search") => Search(request.Query["q"].ToString().Trim()),
        ("POST", Impersonations) => Mint(SentJson.Parse(body) ?? default),
        ("DELETE", { } path) when path.StartsWith($"{Impersonations}/", StringComparison.Ordinal) => End(path[(Impersonations.Length + 1)..]),
        _ => null,
    };

    NovaVmsReply Search(string words)
    {
        if (words.Length == 0)
            return NovaVmsReply.Refused(StatusCodes.Status400BadRequest, "q is missing: an id, an e-mail or a part of a name.");
        var found = orgs()
            .Where(org => new[] { org.Id, org.Name, org.OwnerEmail }.Any(text => text.Contains(words, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(org => org.Id, StringComparer.Ordinal).Take(MaxFound);
        return new NovaVmsReply(StatusCodes.Status200OK, new JsonObject { ["orgs"] = new JsonArray([.. found.Select(Shape)]) });
    }

    NovaVmsReply Mint(JsonElement sent)
    {
        if (Required.FirstOrDefault(name => sent.Text(name) is not { Length: > 0 }) is { } missing)
            return NovaVmsReply.Refused(StatusCodes.Status422UnprocessableEntity, $"{missing} is missing.");
        if (orgs().FirstOrDefault(org => org.Id == sent.Text("org_id")) is not { } org)
            return NovaVmsReply.Refused(StatusCodes.Status404NotFound, "There is no such org.");
        if (!org.AllowsImpersonation)
            return NovaVmsReply.Refused(StatusCodes.Status403Forbidden, "The org's owner does not allow platform impersonation.");

        var number = Interlocked.Increment(ref _minted);
        var id = string.Create(CultureInfo.InvariantCulture, $"grant_{number}");
        _grants[id] = org.Id;
        return new NovaVmsReply(StatusCodes.Status201Created, new JsonObject
        {
            ["grant_id"] = id,
            ["token"] = string.Create(CultureInfo.InvariantCulture, $"local-impersonation-token-{number}"),
            ["expires_at"] = Written(clock.GetUtcNow() + GrantLasts),
        });
    }

    NovaVmsReply End(string id) => _grants.TryRemove(Uri.UnescapeDataString(id), out _)
        ? new NovaVmsReply(StatusCodes.Status200OK, new JsonObject
        {
            ["grant_id"] = id,
            ["ended_at"] = Written(clock.GetUtcNow()),
        })
        : NovaVmsReply.Refused(StatusCodes.Status404NotFound, "There is no such grant, or it has ended.");

    static JsonObject Shape(SimulatedOrg org) => new()
    {
        ["id"] = org.Id,
        ["name"] = org.Name,
        ["owner_email"] = org.OwnerEmail,
        ["cameras"] = Shape(org.Cameras),
        ["gateways"] = Shape(org.Gateways),
        ["allow_platform_impersonation"] = org.AllowsImpersonation,
    };

    static JsonObject Shape(SimulatedCount count) => new() { ["online"] = count.Online, ["total"] = count.Total };

    static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
