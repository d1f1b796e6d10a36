using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Triage;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>What was found, as it is read at three in the morning; and one message a run, whatever happens in between.</summary>
public sealed class TriageMessagesTests : IAsyncLifetime
{
    const int Comfortable = 12_000;
    static readonly TriageFindings Fine =
        TriageFindings.Of([TriageFinding.Of(TriageCheck.ProdHealth, TriageMark.Fine, "200 in 84 ms")], Fixture.Start, Fixture.Start);

    readonly FakeTimeProvider _clock = new(Fixture.Start);
    readonly SlackSimulator _slack;
    readonly HttpClient _http = new();

    public TriageMessagesTests() => _slack = new(new SlackSimulatorOptions(Fixture.Policy, SlackSandbox.Token), _clock);

    public async ValueTask InitializeAsync() => await _slack.StartAsync();

    [Fact]
    public void However_much_was_found_it_stays_readable_and_says_how_much_is_left_out()
    {
        var line = new TriageLine(new string('x', 290), new Uri($"https://github.com/{new string('y', 300)}"), IsSuspect: true);
        var lines = Enumerable.Repeat(line, 40).ToList();
        var message = IncidentMessages.Of(new Effect.TellTriage(Fixture.Page, 1, Fixture.AdaActs, TriageFindings.Of(
            [.. Enum.GetValues<TriageCheck>().Select(check => TriageFinding.Of(check, TriageMark.Suspect, "40", lines, ["Away."]))],
            Fixture.Start, Fixture.Start), WasShown: false));

        Assert.InRange(SlackTexts.Of(message).Sum(text => text.Length), 1, Comfortable);
        Assert.Contains(SlackTexts.Of(message), text => text.Contains("… and 35 more", StringComparison.Ordinal));
        Assert.Contains(SlackTexts.Of(message), text => text.Contains("could not be read: Away.", StringComparison.Ordinal));
    }

    [Fact]
    public void What_others_wrote_wakes_nobody() => Assert.DoesNotContain(
        SlackTexts.Of(TriageMessages.Of(TriageFindings.Of(
            [TriageFinding.Of(TriageCheck.Commits, TriageMark.Suspect, "1", [new TriageLine("<!channel> \"fix\"", null, IsSuspect: true)])],
            Fixture.Start, Fixture.Start), "")),
        text => text.Contains("<!channel>", StringComparison.Ordinal));

    [Fact]
    public async Task What_is_said_of_a_slow_run_becomes_what_it_found_and_told_twice_it_is_one_message()
    {
        var thread = Assert.IsType<Delivery.Done>(await TellAsync(
            new Effect.DeclareIncident(Fixture.Page, Fixture.Primary, Fixture.Secondary, "unknown", Fixture.Start), 1)).Receipt;
        await TellAsync(new Effect.TellTriageProgress(
            Fixture.Page, 1, Actor.Service, new TriageProgress(4, 7, ["GitHub"]), IsFirst: true), 2, thread);
        Assert.Contains("4 of 7 checks done, waiting for GitHub…", _slack.Messages[1].Text, StringComparison.Ordinal);

        var found = new Effect.TellTriage(Fixture.Page, 1, Actor.Service, Fine, WasShown: true);
        Assert.IsType<Delivery.Done>(await TellAsync(found, 3, thread));
        Assert.IsType<Delivery.Done>(await TellAsync(found, 3, thread, attempt: 2));
        Assert.Equal(2, _slack.Messages.Count);
        Assert.Contains("No suspect", _slack.Messages[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_have_been_posted_before_a_crash_is_not_posted_again_and_another_run_has_its_own()
    {
        var thread = Assert.IsType<Delivery.Done>(await TellAsync(
            new Effect.DeclareIncident(Fixture.Page, Fixture.Primary, Fixture.Secondary, "unknown", Fixture.Start), 1)).Receipt;
        var found = new Effect.TellTriage(Fixture.Page, 1, Actor.Service, Fine, WasShown: false);
        await TellAsync(found, 2, thread);
        await TellAsync(found, 2, thread, attempt: 2);
        Assert.Equal(2, _slack.Messages.Count);
        await TellAsync(found with { Run = 2 }, 3, thread);
        Assert.Equal(3, _slack.Messages.Count);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _slack.DisposeAsync();
    }

    Task<Delivery> TellAsync(Effect effect, int version, string? thread = null, int attempt = 1)
    {
        var client = new SlackClient(
            new SlackCalls(_http, new SlackSettings { BotToken = SlackSandbox.Token, ApiUrl = _slack.ApiUrl }), Fixture.Policy, _clock);
        return client.PerformAsync(
            new Letter(new EffectId(new ProcessId("incident-PGR0VU2"), version, 0), effect, attempt, thread, Fixture.Start),
            TestContext.Current.CancellationToken);
    }
}
