using OnCall.LocalHost.Site;

namespace OnCall.Bench.Draft;

/// <summary>
/// The least that a draft can cost: the calls that it made, each neighbour's one after the other, all neighbours beside one
/// another, the answers read and thrown away.
/// </summary>
sealed class SameCalls : IDisposable
{
    readonly HttpClient _http = new();
    readonly IReadOnlyList<(string Authorization, IReadOnlyList<Uri> Addresses)> _neighbours;

    SameCalls(IReadOnlyList<(string, IReadOnlyList<Uri>)> neighbours) => _neighbours = neighbours;

    public int Count => _neighbours.Sum(neighbour => neighbour.Addresses.Count);

    public static SameCalls Made(Neighbourhood neighbours) => new(
    [
        ($"Token token={LocalSecrets.PagerDutyApiToken}",
            [.. neighbours.PagerDuty!.Calls.Where(call => call.Method == "GET").Select(call => new Uri(neighbours.PagerDuty.Url, call.Path))]),
        ($"Bearer {LocalSecrets.GitHubToken}", [.. neighbours.GitHub!.Calls.Where(call => call.StartsWith('/')).Select(path => new Uri(neighbours.GitHub.Url, path))]),
        ($"Bearer {LocalSecrets.NovaVmsApiToken}", [.. neighbours.NovaVms!.Calls.Select(path => new Uri(neighbours.NovaVms.Url, path))]),
    ]);

    public Task RunAsync(CancellationToken cancellation) => Task.WhenAll(_neighbours.Select(async neighbour =>
    {
        foreach (var address in neighbour.Addresses)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Authorization", neighbour.Authorization);
            request.Headers.TryAddWithoutValidation("User-Agent", "OnCallFunctions");
            request.Headers.TryAddWithoutValidation("Accept", "application/vnd.pagerduty+json;version=2, application/json");
            using var answer = await _http.SendAsync(request, cancellation);
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync(cancellation);
        }
    }));

    public void Dispose() => _http.Dispose();
}
