using System.Globalization;
using System.Text.Json.Nodes;

namespace OnCall.LocalHost.GitHub;

/// <summary>What a call is answered with.</summary>
sealed record GitHubReply(int Status, JsonNode Body)
{
    const int DefaultPageSize = 30;
    const int MaxPageSize = 100;
    const int MaxNumber = 100_000;

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static GitHubReply Refused(int status, string message) => new(status, GitHubShapes.Refusal(status, message));

    public static GitHubReply NotFound => Refused(StatusCodes.Status404NotFound, "Not Found");

    /// <summary>The page that was asked for, with links to those around it.</summary>
    public static GitHubReply Page(HttpRequest request, Uri api, IReadOnlyList<JsonObject> entries)
    {
        var size = Math.Min(Number(request.Query, "per_page", DefaultPageSize), MaxPageSize);
        var page = Number(request.Query, "page", 1);
        var last = Math.Max(1, (entries.Count + size - 1) / size);
        List<(string Rel, int Page)> links = [];
        if (page > 1)
            links.AddRange([("prev", page - 1), ("first", 1)]);
        if (page < last)
            links.AddRange([("next", page + 1), ("last", last)]);

        var reply = new GitHubReply(
            StatusCodes.Status200OK, new JsonArray([.. entries.Skip((page - 1) * size).Take(size)]));
        return links.Count == 0 ? reply : reply with
        {
            Headers = new Dictionary<string, string>
            {
                ["Link"] = string.Join(
                    ", ", links.Select(link => $"<{Linked(request, api, link.Page)}>; rel=\"{link.Rel}\"")),
            },
        };
    }

    static string Linked(HttpRequest request, Uri api, int page)
    {
        var query = request.Query
            .Where(entry => entry.Key != "page")
            .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.ToString()))
            .Append(KeyValuePair.Create("page", page.ToString(CultureInfo.InvariantCulture)));
        return $"{new Uri(api, request.Path.Value)}{QueryString.Create(query!)}";
    }

    static int Number(IQueryCollection query, string name, int otherwise) =>
        int.TryParse(query[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is > 0 and <= MaxNumber
            ? number
            : otherwise;
}
