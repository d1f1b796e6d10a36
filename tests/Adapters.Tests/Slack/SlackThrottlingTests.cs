using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Engine.Outbox;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>Our client and a simulated Slack that takes one message a second and channel.</summary>
public sealed class SlackThrottlingTests : IAsyncLifetime
{
    const string Token = "xoxb-sandbox";
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    static readonly Effect.DeclareIncident Declaration =
        new(Fixture.Page, Fixture.Primary, Fixture.Secondary, "unknown", Fixture.Start.AddMinutes(15));

    static readonly Effect.TellAcknowledged Acknowledgement = new(Fixture.Page, Fixture.AdaActs, Fixture.Start.AddMinutes(3));

    static readonly Effect.TellSilenceSet Silence = new(new KnownAlert(
        1, SilenceKind.Silence, "Search slow", "index", Actor.Of(Fixture.Ada), Fixture.Start, Fixture.Start.AddHours(1)));

    readonly FakeTimeProvider _clock = new(Fixture.Start);
    readonly SlackSimulator _slack;
    readonly HttpClient _http = new();
    SlackClient? _client;

    public SlackThrottlingTests() => _slack = new(new SlackSimulatorOptions(Fixture.Policy, Token), _clock);

    public async ValueTask InitializeAsync()
    {
        await _slack.StartAsync();
        _client = new(
            new SlackCalls(_http, new SlackSettings { BotToken = Token, ApiUrl = _slack.ApiUrl }), Fixture.Policy, _clock);
        _slack.OnePostEach = Second;
    }

    [Fact]
    public async Task What_Slack_does_not_take_now_is_no_attempt_and_comes_when_there_is_room()
    {
        Assert.IsType<Delivery.Done>(await TellAsync(Acknowledgement, 1));
        Assert.Equal(new Delivery.NotYet("Slack asked us to slow down.", Second), await TellAsync(Acknowledgement, 2));
        _clock.Advance(Second);
        Assert.IsType<Delivery.Done>(await TellAsync(Acknowledgement, 2));
        Assert.Equal(2, _slack.Messages.Count);
    }

    [Fact]
    public async Task While_one_waits_the_next_is_not_even_sent()
    {
        await TellAsync(Acknowledgement, 1);
        await TellAsync(Acknowledgement, 2);
        _slack.OnePostEach = null;
        Assert.Equal(
            new Delivery.NotYet("What is more important, or waits for longer, goes first.", 2 * Second),
            await TellAsync(Acknowledgement, 3));
        Assert.Single(_slack.Messages);
    }

    [Fact]
    public async Task The_declaration_of_a_P1_passes_what_waits_in_its_channel()
    {
        await TellAsync(Acknowledgement, 1);
        await TellAsync(Acknowledgement, 2);
        Assert.Equal(Second, Assert.IsType<Delivery.NotYet>(await TellAsync(Declaration, 3)).After);

        _clock.Advance(Second);
        Assert.Equal(Second, Assert.IsType<Delivery.NotYet>(await TellAsync(Acknowledgement, 2)).After);
        Assert.IsType<Delivery.Done>(await TellAsync(Declaration, 3));
        Assert.Contains("Incident declared", _slack.Render(_slack.Messages[^1]), StringComparison.Ordinal);
        _clock.Advance(Second);
        Assert.IsType<Delivery.Done>(await TellAsync(Acknowledgement, 2));
    }

    [Fact]
    public async Task One_channel_that_is_slow_holds_up_no_other()
    {
        await TellAsync(Silence, 1);
        await TellAsync(Silence, 2);
        Assert.IsType<Delivery.Done>(await TellAsync(Declaration, 3));
    }

    [Fact]
    public async Task Throttling_that_is_said_with_200_is_the_same()
    {
        var said = new AnsweringHandler(_ => new HttpResponseMessage(System.Net.HttpStatusCode.OK)
        {
            Content = new StringContent("""{"ok":false,"error":"rate_limited"}"""),
        });
        var client = new SlackClient(
            new SlackCalls(new HttpClient(said), new SlackSettings { BotToken = Token }), Fixture.Policy, _clock);
        Assert.Equal(
            new Delivery.NotYet("Slack asked us to slow down.", Second),
            await client.PerformAsync(Letter(Declaration, 1), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_declaration_goes_before_the_rest_of_incidents_that_before_on_call_and_noise_comes_last()
    {
        Assert.Equal(Importance.Declaration, Declaration.Importance);
        Assert.Equal(Importance.Incident, Acknowledgement.Importance);
        Assert.Equal(Importance.OnCall, Silence.Importance);
        Assert.Equal(Importance.OnCall, new Effect.HintNotIncoming("U1", Fixture.Ben).Importance);
        Assert.Equal(
            [Importance.Declaration, Importance.Incident, Importance.OnCall, Importance.Noise],
            Enum.GetValues<Importance>().Order());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _slack.DisposeAsync();
    }

    Task<Delivery> TellAsync(Effect effect, int index) =>
        _client!.PerformAsync(Letter(effect, index), TestContext.Current.CancellationToken);

    static Letter Letter(Effect effect, int index) =>
        new(Fixture.EffectId(index), effect, Attempt: 1, Thread: null, Fixture.Start);
}
