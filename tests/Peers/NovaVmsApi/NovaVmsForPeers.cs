using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OnCall.LocalHost.NovaVms;
using OnCall.LocalHost.Npm;
using OnCall.Peers.NodeSuites;

namespace OnCall.Peers.NovaVmsApi;

/// <summary>The simulated NovaVMS, and what it sends, against docs/novavms-api.openapi.json.</summary>
public sealed class NovaVmsForPeers : IAsyncLifetime
{
    const string Folder = "NovaVmsApi";
    const string Token = "nova-for-peers";

    static readonly NpmPackage Package = new("ajv", Folder, "leave these tests out");

    public static IEnumerable<NodeSuite> Suites => NodeSuite.In(Folder);

    public NodeRun? Run { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var npm = new NpmSetup();
        var node = await NodeJs.FindAsync(Package, npm.SearchPath, cancellation);
        var installed = await NpmInstall.EnsureAsync(Package, node, npm, cancellation);
        await using var novaVms = new NovaVmsSimulator(new NovaVmsSimulatorOptions(Token) { EventSecret = "secret" });
        await novaVms.StartAsync();
        novaVms.AddOrg("org_7f3a", "Harbour Logistics", "owner@harbour.example", allowsImpersonation: true);
        novaVms.AddOrg("org_closed", "Old Mill", "owner@oldmill.example", allowsImpersonation: false);
        Run = new NodeRun(node, new Dictionary<string, string>
        {
            ["NOVAVMS"] = novaVms.Url.ToString(),
            ["TOKEN"] = Token,
            ["EVENTS"] = await EventsOfAsync(novaVms, cancellation),
            ["PACKAGE_FOLDER"] = installed,
        });
        foreach (var suite in Suites)
            await Run.RunAsync(suite, cancellation);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    static async Task<string> EventsOfAsync(NovaVmsSimulator novaVms, CancellationToken cancellation)
    {
        var received = new JsonArray();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/", async (HttpRequest request) => received.Add(new JsonObject
        {
            ["headers"] = new JsonObject(request.Headers.Select(header => KeyValuePair.Create(header.Key, (JsonNode?)header.Value.ToString()))),
            ["body"] = await JsonNode.ParseAsync(request.Body, cancellationToken: cancellation),
        }));
        await app.StartAsync(cancellation);
        novaVms.EventsUrl = new Uri(app.Urls.Single());
        foreach (var (type, data) in new[]
        {
            ("credential_leak.confirmed", """{"what":"API key in a repository","org_id":"org_7f3a","url":"https://git.example/1"}"""),
            ("platform.impersonation_started", """{"actor_email":"ada@novalien.com","org_id":"org_7f3a","grant_id":"grant_1","reason":"P1"}"""),
            ("platform_audit_log.deleted", """{"rows":3}"""),
            ("camera.offline", """{"summary":"camera 7 at the gate","org_id":"org_7f3a"}"""),
            ("moon.changed", "{}"),
        })
            await novaVms.SendEventAsync(type, JsonNode.Parse(data)!.AsObject(), cancellation);
        return received.ToJsonString(JsonSerializerOptions.Web);
    }
}
