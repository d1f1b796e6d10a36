using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.Functions;
using OnCall.Functions.Settings;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.InMemory;

namespace OnCall.Stories.HostContract;

/// <summary>Each function that is declared has a route, and each route is declared.</summary>
public class RouteTests
{
    internal static readonly Dictionary<string, string?> Complete = new()
    {
        ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
        ["ServiceBus"] = "Endpoint=sb://127.0.0.1/;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true",
        ["Slack:BotToken"] = "xoxb-1",
        ["PagerDuty:ApiToken"] = "token",
        ["PagerDuty:WebhookSecrets"] = "secret",
        ["PagerDuty:FromEmail"] = "ada@novalien.com",
    };

    [Fact]
    public void Function_json_files_and_routes_are_the_same()
    {
        using var app = Build(Complete);
        var routes = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .Select(endpoint => endpoint.RoutePattern.RawText!.TrimEnd('/')).Where(route => route.Length > 0)
            .Distinct(); // one for each method

        var declared = FunctionsFolder.Read(AppContext.BaseDirectory).Functions.Select(function => function switch
        {
            FunctionDeclaration.OverHttp http => $"/api/{http.Route}",
            _ => $"/{function.Name}",
        });

        Assert.Equal(declared.Order(StringComparer.Ordinal), routes.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_part_can_be_made()
    {
        // ValidateOnBuild is on: building is the test.
        using var app = Build(Complete);

        Assert.NotEmpty(app.Services.GetServices<OnCall.Engine.Outbox.INeighbour>());
    }

    [Fact]
    public void An_app_without_settings_says_every_one_that_it_lacks()
    {
        var wrong = Assert.Throws<SettingsException>(() => Build([]));

        foreach (var setting in Complete.Keys)
            Assert.Contains(setting.Replace(":", "__", StringComparison.Ordinal), wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PagerDuty:WebhookSecrets", "", "PagerDuty__WebhookSecrets is missing")]
    [InlineData("AzureWebJobsStorage", "AccountKey=geheim", "AzureWebJobsStorage is not a storage connection string")]
    [InlineData("ServiceBus", "SharedAccessKey=geheim", "ServiceBus")]
    [InlineData("Slack:ApiUrl", "slack.com geheim", "Slack__ApiUrl is not an address")]
    [InlineData("OnCall:PolicyFile", "nowhere.json", "nowhere.json cannot be read")]
    public void A_setting_that_is_wrong_is_named_and_never_shown(string name, string value, string error)
    {
        var wrong = Assert.Throws<SettingsException>(() => Build(new(Complete) { [name] = value }));

        Assert.Contains(error, Assert.Single(wrong.Errors), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_sample_of_settings_lists_each_one_that_is_required()
    {
        using var sample = JsonDocument.Parse(
            File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "local.settings.sample.json")),
            new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var listed = sample.RootElement.GetProperty("Values").EnumerateObject().Select(setting => setting.Name).ToHashSet();

        Assert.Superset(Complete.Keys.Select(key => key.Replace(":", "__", StringComparison.Ordinal)).ToHashSet(), listed);
    }

    [Theory]
    [InlineData("/WakeupDeadLetter", "{}")]
    [InlineData("/Wakeup", "")]
    [InlineData("/Wakeup", "not JSON")]
    [InlineData("/Wakeup", "{}")]
    [InlineData("/Wakeup", """{"Data":{"wakeup":"\"{}\""}}""")]
    [InlineData("/Wakeup", """{"Data":{"wakeup":{"process":"a/b","version":1,"due":"2026-01-06T08:42:00Z","sentAt":"2026-01-06T08:42:00Z"}}}""")]
    public async Task What_the_host_never_sends_fails_the_invocation_with_a_reason(string route, string body)
    {
        await using var app = Build(Complete);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();

        using var answer = await http.PostAsync(
            new Uri(app.Urls.Single() + route), new StringContent(body), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.NotEmpty(json.RootElement.GetProperty("error").GetString()!);
    }

    [Fact]
    public async Task The_heartbeat_goes_out_only_while_nothing_is_overdue()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var beats = 0;
        await using var outside = Build(Complete);
        outside.MapGet("/beat", () => { Interlocked.Increment(ref beats); });
        await outside.StartAsync(cancellation);
        var (store, overdue) = (new MemoryStreamStore(), new ProcessId("incident-P1"));
        await using var app = Build(
            new(Complete) { ["Heartbeat:Url"] = $"{outside.Urls.Single()}/beat" },
            parts => parts.AddSingleton<IStreamStore>(store).AddSingleton<IWakeups>(new NobodyWakes()));
        await app.StartAsync(cancellation);
        using var http = new HttpClient();
        Task SweepAsync() => http.PostAsync(new Uri($"{app.Urls.Single()}/Sweep"), content: null, cancellation);

        await SweepAsync();
        Assert.Equal(1, beats);

        await store.ListAsOpenAsync(overdue, DateTimeOffset.UnixEpoch, cancellation);
        await store.CommitAsync(
            new(null, new Head(overdue, 1, "{}", DateTimeOffset.UnixEpoch, IsOver: false, ""), [], [], [], default), cancellation);
        await SweepAsync();
        Assert.Equal(1, beats);

        await store.UnlistAsync(await store.OpenProcessesAsync(cancellation).SingleAsync(cancellation), cancellation);
        await SweepAsync();
        Assert.Equal(2, beats);
    }

    [Fact]
    public async Task A_wakeup_that_storage_cannot_answer_comes_again_instead_of_becoming_a_dead_letter()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var bus = new KeptWakeups();
        await using var app = Build(
            // Nothing listens on port 1.
            new(Complete) { ["AzureWebJobsStorage"] = "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;" },
            parts => parts.AddSingleton<IWakeups>(bus));
        await app.StartAsync(cancellation);
        using var http = new HttpClient();
        using var envelope = new StringContent(
            """{"Data":{"wakeup":{"process":"incident-P1","version":1,"due":"2026-01-06T08:42:00Z","sentAt":"2026-01-06T08:42:00Z"}},"Metadata":{}}""");

        using var answer = await http.PostAsync(new Uri($"{app.Urls.Single()}/Wakeup"), envelope, cancellation);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(("incident-P1", 1), (Assert.Single(bus.Sent).Process.Value, bus.Sent[0].Version));
    }

    static WebApplication Build(
        Dictionary<string, string?> settings, Action<IServiceCollection>? parts = null) => OnCallApp.Build([], new OnCallAppAdjustment(
        configuration =>
        {
            configuration.Sources.Clear();
            configuration.AddInMemoryCollection(settings);
        },
        logging => logging.ClearProviders(),
        parts ?? (_ => { })));

    sealed class KeptWakeups : IWakeups
    {
        public List<Wakeup> Sent { get; } = [];

        public Task SendAsync(Wakeup wakeup, CancellationToken cancellation)
        {
            Sent.Add(wakeup);
            return Task.CompletedTask;
        }
    }

    internal sealed class NobodyWakes : IWakeups
    {
        public Task SendAsync(Wakeup wakeup, CancellationToken cancellation) => Task.CompletedTask;
    }
}
