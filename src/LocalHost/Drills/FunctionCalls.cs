using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using OnCall.LocalHost.Site;

namespace OnCall.LocalHost.Drills;

/// <summary>What a drill does through the app's own endpoints, as a colleague with its key would.</summary>
static class FunctionCalls
{
    static readonly HttpClient Http = new();

    /// <summary>What a customer has lost, passed on by Cyd.</summary>
    public static Task ReportAsync(
        this Stage stage, string org, string lost, string cameras, string words, CancellationToken cancellation) => stage.PostAsync(
            "api/reports",
            new() { ["org"] = org, ["lost"] = lost, ["cameras"] = cameras, ["words"] = words, ["by"] = "cyd" }, cancellation);

    public static Task SilenceAsync(this Stage stage, string alert, CancellationToken cancellation) => stage.PostAsync(
        "api/silences",
        new() { ["alert"] = alert, ["kind"] = "silence", ["why"] = "a quiet day", ["for"] = "02:00:00", ["by"] = "ada" }, cancellation);

    // What comes of it is what people see.
    static async Task PostAsync(this Stage stage, string path, JsonObject body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(stage.Address, path));
        request.Headers.Add("x-functions-key", LocalSecrets.FunctionKey);
        request.Content = new StringContent(body.ToJsonString(), new MediaTypeHeaderValue("application/json"));
        using var response = await Http.SendAsync(request, cancellation);
        await stage.SettleAsync(cancellation);
    }
}
