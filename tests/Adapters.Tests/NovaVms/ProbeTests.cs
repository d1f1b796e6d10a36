using System.Net;
using OnCall.Adapters.NovaVms;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Detection;
using OnCall.Core.Policy;
using OnCall.LocalHost.NovaVms;

namespace OnCall.Adapters.Tests.NovaVms;

/// <summary>What the detectors are told of NovaVMS, read over real HTTP.</summary>
public sealed class ProbeTests : IAsyncLifetime
{
    const string Token = "nova-sandbox";
    static readonly Uri Nowhere = new("http://127.0.0.1:1/");

    readonly NovaVmsSimulator _novaVms = new(new NovaVmsSimulatorOptions(Token));
    readonly NovaVmsSimulator _others = new(new NovaVmsSimulatorOptions("another"));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _novaVms.StartAsync();
        await _others.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _novaVms.DisposeAsync();
        await _others.DisposeAsync();
    }

    [Fact]
    public async Task Well_it_answers_twice_and_nobody_else_is_asked()
    {
        Assert.Equal(Answers(200, 200), await Api().ReadAsync(Cancellation));
        Assert.Equal(["/api/v1/health", "/api/v1/orgs?limit=1"], _novaVms.Calls.Order(StringComparer.Ordinal));
        Assert.Empty(_others.Calls);
    }

    [Theory]
    [InlineData("/", 503, 503, 503)]
    [InlineData("/api/v1/health", 500, 500, 200)]
    [InlineData("/api/v1/orgs", 502, 200, 502)]
    [InlineData("/api/v1/orgs", 302, 200, 302)]
    public async Task Each_endpoint_is_told_apart(string path, int status, int health, int read)
    {
        _novaVms.FailWith(status, path);
        Assert.Equal(Answers(health, read), await Api().ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Health_needs_no_token_and_a_read_does()
    {
        Assert.Equal(Answers(200, 401), await Api(token: "another").ReadAsync(Cancellation));
        Assert.Equal(
            new Reading.CloudApi(new EndpointAnswer.Status(200), new EndpointAnswer.NotAsked("NovaVms__ApiToken is not set.")),
            await Api(token: "").ReadAsync(Cancellation));
    }

    [Fact]
    public async Task Who_does_not_answer_in_time_is_told_apart_from_who_cannot_be_reached()
    {
        _novaVms.Hangs = true;
        Assert.Equal(
            new Reading.CloudApi(new EndpointAnswer.TimedOut(), new EndpointAnswer.TimedOut(), OthersAnswer: true), await Api().ReadAsync(Cancellation));

        var gone = Assert.IsType<Reading.CloudApi>(await Api(at: Nowhere).ReadAsync(Cancellation));
        Assert.IsType<EndpointAnswer.Unreachable>(gone.Health);
        Assert.IsType<EndpointAnswer.Unreachable>(gone.Read);
        Assert.True(gone.OthersAnswer);
    }

    [Fact]
    public async Task Whatever_the_second_target_answers_proves_our_own_network()
    {
        _others.FailWith(500);
        Assert.True(Assert.IsType<Reading.CloudApi>(await Api(at: Nowhere).ReadAsync(Cancellation)).OthersAnswer);
        Assert.False(Assert.IsType<Reading.CloudApi>(await Api(at: Nowhere, others: Nowhere).ReadAsync(Cancellation)).OthersAnswer);
    }

    [Fact]
    public async Task Gateways_and_ingest_are_read_as_they_are()
    {
        _novaVms.Platform.GatewaysOnline = 400;
        _novaVms.Platform.OrgsSilent = 2;
        Assert.Equal(new Reading.Gateways(400, 420), await new GatewaysProbe(Calls()).ReadAsync(Cancellation));
        var ingest = Assert.IsType<Reading.Ingest>(await new IngestProbe(Calls()).ReadAsync(Cancellation));
        Assert.Equal((40, 2, true), (ingest.OrgsWriting, ingest.OrgsSilent, ingest.EventsTotal >= 1_000_000));
        Assert.NotNull(ingest.LastEventAt);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"online":5,"total":4}""")]
    [InlineData("""{"online":-1,"total":4}""")]
    [InlineData("""{"online":1.5,"total":4}""")]
    [InlineData("""{"events_total":"many","orgs_writing":1,"orgs_silent":0}""")]
    [InlineData("""{"events_total":1,"orgs_writing":1}""")]
    [InlineData("""{"events_total":1,"orgs_writing":1,"orgs_silent":99999999999}""")]
    public async Task What_is_no_count_is_no_reading(string body)
    {
        var calls = Calls(AnsweringHandler.With(body));
        foreach (var reading in new[] { await new GatewaysProbe(calls).ReadAsync(Cancellation), await new IngestProbe(calls).ReadAsync(Cancellation) })
            Assert.Contains("docs/novavms-api.md", Assert.IsType<Reading.Blind>(reading).Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(401, "NovaVms__ApiToken")]
    [InlineData(503, "NovaVMS failed with 503")]
    [InlineData(429, "slow down")]
    public async Task A_count_that_is_not_answered_is_no_reading_and_says_why(int status, string why)
    {
        var calls = Calls(AnsweringHandler.With("", status: (HttpStatusCode)status));
        Assert.Contains(why, Assert.IsType<Reading.Blind>(await new GatewaysProbe(calls).ReadAsync(Cancellation)).Why, StringComparison.Ordinal);
        Assert.Contains(why, Assert.IsType<Reading.Blind>(await new IngestProbe(calls).ReadAsync(Cancellation)).Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_detector_has_a_probe() => Assert.Equal(
        Detectors.All.Select(detector => detector.Name),
        [Api().Detector, new GatewaysProbe(Calls()).Detector, new IngestProbe(Calls()).Detector]);

    static Reading.CloudApi Answers(int health, int read) => new(new EndpointAnswer.Status(health), new EndpointAnswer.Status(read));

    CloudApiProbe Api(string token = Token, Uri? at = null, Uri? others = null)
    {
        var policy = DetectionPolicy.Standard with
        {
            CloudApi = DetectionPolicy.Standard.CloudApi with { AnswerWithin = TimeSpan.FromSeconds(2) },
        };
        return new CloudApiProbe(
            Calls(token: token, at: at),
            new SecondTarget(new HttpClient(), new PagerDutySettings { EventsUrl = others ?? _others.Url }),
            Fixture.Policy with { Detection = policy });
    }

    NovaVmsCalls Calls(HttpMessageHandler? handler = null, string token = Token, Uri? at = null) => new(
        new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false }),
        new NovaVmsSettings { ApiToken = token, BaseUrl = at ?? _novaVms.Url });
}
