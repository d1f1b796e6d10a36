using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnCall.Adapters.Slack;
using OnCall.Core.Policy;
using OnCall.LocalHost.Npm;
using OnCall.LocalHost.Slack;
using OnCall.Peers.NodeSuites;

namespace OnCall.Peers.Slack;

/// <summary>All that we send to Slack, what the simulated Slack sends to us, and an app that takes what our signature check takes.</summary>
public sealed class SlackForPeers : IAsyncLifetime
{
    const string Folder = "Slack";
    const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";

    static readonly NpmPackage Package = new("@slack/bolt", Folder, "leave these tests out");

    readonly string _payloads = Path.GetTempFileName();

    public static IEnumerable<NodeSuite> Suites => NodeSuite.In(Folder);

    public NodeRun? Run { get; private set; }

    public IReadOnlyList<string> Missing { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var npm = new NpmSetup();
        var node = await NodeJs.FindAsync(Package, npm.SearchPath, cancellation);
        var installed = await NpmInstall.EnsureAsync(Package, node, npm, cancellation);
        var policy = ((PolicyReading.Valid)PolicyReader.Read(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "oncall.json"), cancellation))).Policy;
        using var payloads = new SlackPayloads(policy);
        await File.WriteAllTextAsync(
            _payloads, JsonSerializer.Serialize(await payloads.AllAsync(cancellation), JsonSerializerOptions.Web), cancellation);
        Missing = [.. payloads.Missing];

        var told = new JsonArray();
        await using var app = await StartAppAsync(told, cancellation);
        await TellAsync(policy, new Uri(app.Urls.Single()), cancellation);
        Run = new NodeRun(node, new Dictionary<string, string>
        {
            ["PAYLOADS"] = _payloads,
            ["METHODS"] = string.Join(' ', SlackPayloads.MethodsCalled),
            ["TOLD"] = told.ToJsonString(JsonSerializerOptions.Web),
            ["SECRET"] = Secret,
            ["OURS"] = $"{app.Urls.Single()}/check",
            ["PACKAGE_FOLDER"] = installed,
        });
        foreach (var suite in Suites)
            await Run.RunAsync(suite, cancellation);
    }

    public ValueTask DisposeAsync()
    {
        File.Delete(_payloads);
        return ValueTask.CompletedTask;
    }

    // What Slack's simulator sends is kept as it came; what is posted to /check is judged as the app judges it.
    static async Task<WebApplication> StartAppAsync(JsonArray told, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/told", async (HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body);
            told.Add(new JsonObject
            {
                ["headers"] = new JsonObject(request.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value.ToString()))),
                ["body"] = await reader.ReadToEndAsync(cancellation),
            });
        });
        app.MapPost("/check", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, cancellation);
            return SlackSignature.IsValid(
                Secret, request.Headers[SlackSignature.TimestampHeader], body.ToArray(), request.Headers[SlackSignature.Header],
                TimeProvider.System.GetUtcNow())
                ? Results.Ok() : Results.Unauthorized();
        });
        await app.StartAsync(cancellation);
        return app;
    }

    static async Task TellAsync(OnCallPolicy policy, Uri app, CancellationToken cancellation)
    {
        var url = new Uri(app, "told");
        await using var slack = new SlackSimulator(new SlackSimulatorOptions(policy, "xoxb") { SigningSecret = Secret }, TimeProvider.System)
        {
            EventsUrl = url,
            CommandsUrl = url,
        };
        await slack.StartAsync();
        var sent = new TaskCompletionSource();
        slack.EventSent += _ => sent.TrySetResult();
        slack.Say(policy.People[0], policy.Channels.OnCall, threadTs: null, "Grüße & 👍 from <Ada>");
        await sent.Task.WaitAsync(cancellation);
        await slack.CommandAsync(policy.People[0], policy.Channels.OnCall, "who is on-call & why? 👍", cancellation);
    }
}
