using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using OnCall.LocalHost;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>What the simulated PagerDuty refuses and accepts.</summary>
public sealed class PagerDutySimulatorTests : IAsyncLifetime
{
    const string Version2 = "application/vnd.pagerduty+json;version=2";
    const string Payload = """{"summary":"API down","source":"probe","severity":"critical"}""";

    readonly PagerDutySimulator _pagerDuty = new(
        new PagerDutySimulatorOptions(Fixture.Policy, "pd-sandbox", "routing", ["secret"]),
        level => level == 1 ? Fixture.Ada : null, new FakeTimeProvider(Fixture.Start));

    readonly HttpClient _http = new();

    public async ValueTask InitializeAsync() => await _pagerDuty.StartAsync();

    [Fact]
    public async Task Ids_look_like_PagerDutys_and_are_the_same_in_every_run()
    {
        Assert.Equal("Q0000000000001", _pagerDuty.Trigger("one").Id);
        Assert.Equal("Q0000000000002", _pagerDuty.Trigger("two").Id);
        var listed = await AskAsync("GET", "incidents?statuses[]=triggered&limit=1&offset=1");
        Assert.Contains("\"id\":\"Q0000000000002\"", listed.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Q0000000000001", listed.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{}""", 2001)]
    [InlineData("""[]""", 2001)]
    [InlineData("""{"incident":{"escalation_level":2}}""", 2001)] // no type
    [InlineData("""{"incident":{"type":"incident_reference"}}""", 2001)]
    [InlineData("""{"incident":{"type":"incident_reference","escalation_level":0}}""", 2001)]
    [InlineData("""{"incident":{"type":"incident_reference","status":"gone"}}""", 2001)]
    [InlineData("""{"incident":{"type":"incident_reference","escalation_level":2}}""", 1015)]
    public async Task Changes_that_PagerDuty_refuses(string body, int code)
    {
        var incident = _pagerDuty.Trigger("API down");
        var (status, answer) = await AskAsync("PUT", $"incidents/{incident.Id}", body);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        using var document = JsonDocument.Parse(answer);
        Assert.Equal(code, document.RootElement.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Doing_twice_what_is_done_is_refused()
    {
        var incident = _pagerDuty.Trigger("API down");
        const string Acknowledge = """{"incident":{"type":"incident","status":"acknowledged"}}""";
        const string Resolve = """{"incident":{"type":"incident","status":"resolved"}}""";
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("PUT", $"incidents/{incident.Id}", Acknowledge)).Status);
        Assert.Contains("1002", (await AskAsync("PUT", $"incidents/{incident.Id}", Acknowledge)).Body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync("PUT", $"incidents/{incident.Id}", Resolve)).Status);
        Assert.Contains("1001", (await AskAsync("PUT", $"incidents/{incident.Id}", Resolve)).Body, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _pagerDuty.Acknowledge(incident.Id, Fixture.Ada));
    }

    [Fact]
    public async Task Without_the_version_in_Accept_it_refuses() => Assert.Equal(
        HttpStatusCode.BadRequest, (await AskAsync("GET", "incidents", accept: "application/json")).Status);

    [Theory]
    [InlineData("users", "tom@novalien.com")]
    [InlineData("oncalls", "\"escalation_level\":1")]
    public async Task People_can_be_read(string path, string expected) =>
        Assert.Contains(expected, (await AskAsync("GET", path)).Body, StringComparison.Ordinal);

    [Fact]
    public async Task Events_of_one_key_are_one_incident_until_it_is_resolved()
    {
        await SendAsync("trigger", "probe-1");
        await SendAsync("trigger", "probe-1");
        await SendAsync("acknowledge", "probe-1");
        Assert.Equal(IncidentStatus.Acknowledged, Assert.Single(_pagerDuty.Incidents).Status);
        await SendAsync("resolve", "probe-1");
        await SendAsync("resolve", "probe-1"); // accepted, and does nothing
        await SendAsync("trigger", "probe-1");
        Assert.Equal(
            [IncidentStatus.Resolved, IncidentStatus.Triggered], _pagerDuty.Incidents.Select(incident => incident.Status));
    }

    [Theory]
    [InlineData("""{"routing_key":"wrong","event_action":"resolve","dedup_key":"x"}""")]
    [InlineData("""{"routing_key":"routing","event_action":"shout"}""")]
    [InlineData("""{"routing_key":"routing","event_action":"trigger"}""")]
    [InlineData("""{"routing_key":"routing","event_action":"trigger","payload":{"summary":"x","source":"y","severity":"P1"}}""")]
    [InlineData("not JSON")]
    public async Task Events_that_PagerDuty_refuses(string body)
    {
        Assert.Equal(HttpStatusCode.BadRequest, (await AskAsync("POST", "v2/enqueue", body)).Status);
        Assert.Empty(_pagerDuty.Incidents);
    }

    [Fact]
    public async Task A_taken_port_is_named_together_with_the_way_out()
    {
        await using var second = new PagerDutySimulator(
            new PagerDutySimulatorOptions(Fixture.Policy, "t", "r", [], _pagerDuty.Url.Port), _ => null, TimeProvider.System);
        var refusal = await Assert.ThrowsAsync<LocalHostException>(second.StartAsync);
        Assert.Contains($"port {_pagerDuty.Url.Port}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("--pagerduty-port", refusal.Message, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _pagerDuty.DisposeAsync();
    }

    async Task SendAsync(string action, string key)
    {
        var body = $$"""{"routing_key":"routing","event_action":"{{action}}","dedup_key":"{{key}}","payload":{{Payload}}}""";
        Assert.Equal(HttpStatusCode.Accepted, (await AskAsync("POST", "v2/enqueue", body)).Status);
    }

    async Task<(HttpStatusCode Status, string Body)> AskAsync(
        string method, string path, string body = "", string accept = Version2)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(_pagerDuty.Url, path));
        request.Headers.TryAddWithoutValidation("Authorization", "Token token=pd-sandbox");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("From", "ada@novalien.com");
        if (body.Length > 0)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
