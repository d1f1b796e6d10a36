using System.Text;
using System.Text.Json;
using OnCall.LocalHost.Site;

namespace OnCall.Stories.Fixtures;

/// <summary>Our HTTP functions, as somebody calls them who has a key.</summary>
public static class Api
{
    static readonly HttpClient Http = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<ApiAnswer> GetAsync(this Story story, string path) => story.CallAsync("GET", path);

    public static Task<ApiAnswer> PostAsync(this Story story, string path, string body) =>
        story.CallAsync("POST", path, body);

    public static async Task<ApiAnswer> CallAsync(
        this Story story, string method, string path, string? body = null, string? key = LocalSecrets.FunctionKey)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(story.Stage.Address, path));
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await Http.SendAsync(request, Cancellation);
        var answer = new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        await story.Stage.SettleAsync(Cancellation);
        return answer;
    }
}

public sealed record ApiAnswer(int Status, string Body)
{
    /// <summary>What stands at a path such as "primary.person.id" or "overrides.0.number", as text.</summary>
    public string? this[string path]
    {
        get
        {
            using var json = JsonDocument.Parse(Body);
            return path.Split('.').Aggregate(json.RootElement, Step).ToString();
        }
    }

    public ApiAnswer Expect(int status, params IEnumerable<(string Path, string Value)> fields)
    {
        Assert.True(Status == status, $"{Status} and not {status}: {Body}");
        foreach (var (path, value) in fields)
            Assert.Equal(value, this[path]);
        return this;
    }

    public ApiAnswer Says(params IEnumerable<string> texts)
    {
        foreach (var text in texts)
            Assert.Contains(text, this["error"], StringComparison.Ordinal);
        return this;
    }

    static JsonElement Step(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Array ? element[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)]
        : element.GetProperty(name);
}
