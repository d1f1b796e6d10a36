using System.Net;
using OnCall.Adapters.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>What the simulated Slack tells the app, and how often.</summary>
public sealed class SlackEventDeliveryTests : IAsyncLifetime
{
    readonly AppInTest _app = new();
    SlackSandbox _sandbox = null!;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SlackSandbox.StartAsync();
        _sandbox.Slack.EventsUrl = await _app.StartAsync();
    }

    [Fact]
    public async Task Reactions_and_replies_are_told_signed_as_Slack_writes_them()
    {
        var note = await _sandbox.PostAsync("note");
        await IdleAsync();
        Assert.Equal(new SlackEventReading.Unused("message of an app"), SlackEvents.Read(_app.Last.Body));

        _sandbox.Slack.React(Fixture.Ada, note, "+1::skin-tone-2");
        await IdleAsync();
        var receipt = new SlackReceipt("C0ONCALL", note.Ts);
        var now = _sandbox.Clock.GetUtcNow();
        Assert.Equal(
            new SlackEventReading.Reaction("Ev00000002", "U0ADA", "+1::skin-tone-2", receipt, now, Removed: false),
            SlackEvents.Read(_app.Last.Body));

        _sandbox.Slack.Unreact(Fixture.Ada, note, "+1::skin-tone-2");
        await IdleAsync();
        Assert.True(Assert.IsType<SlackEventReading.Reaction>(SlackEvents.Read(_app.Last.Body)).Removed);

        var reply = _sandbox.Slack.Say(Fixture.Ben, _sandbox.OnCallChannel, note.Ts, ":+1:");
        await IdleAsync();
        Assert.Equal(
            new SlackEventReading.Message(
                "Ev00000004", "U0BEN", ":+1:", new SlackReceipt("C0ONCALL", reply.Ts), note.Ts, reply.ReceivedAt.AddMicroseconds(1)),
            SlackEvents.Read(_app.Last.Body));
        _app.ExpectSigned(now);
    }

    [Fact]
    public async Task Nothing_is_told_twice_that_happened_once_and_nothing_of_what_was_there_before()
    {
        var note = await _sandbox.PostAsync("note");
        _sandbox.Slack.React(Fixture.Ada, note, "+1");
        _sandbox.Slack.React(Fixture.Ada, note, "+1");
        _sandbox.Slack.Unreact(Fixture.Ben, note, "+1");
        await IdleAsync();

        Assert.Equal(2, _app.All.Count);
    }

    [Fact]
    public async Task What_is_not_taken_comes_again_at_once_after_a_minute_and_after_five()
    {
        _app.Answer = (HttpStatusCode.ServiceUnavailable, "");
        _sandbox.Slack.Say(Fixture.Ada, _sandbox.OnCallChannel, threadTs: null, "hello");
        await ExpectAttemptsAsync(2);
        _sandbox.Clock.Advance(TimeSpan.FromMinutes(1));
        await ExpectAttemptsAsync(3);
        _sandbox.Clock.Advance(TimeSpan.FromMinutes(5));
        await ExpectAttemptsAsync(4);
        _sandbox.Clock.Advance(TimeSpan.FromHours(1));
        await ExpectAttemptsAsync(4);

        Assert.Equal([null, "1", "2", "3"], _app.All.Select(one => one.RetryNum));
        Assert.Equal([null, "http_error", "http_error", "http_error"], _app.All.Select(one => one.RetryReason));
        Assert.Single(_app.All.Select(one => Assert.IsType<SlackEventReading.Message>(SlackEvents.Read(one.Body)).EventId).Distinct());
    }

    [Fact]
    public async Task An_app_may_refuse_retries()
    {
        (_app.Answer, _app.RefusesRetries) = ((HttpStatusCode.Unauthorized, ""), true);
        _sandbox.Slack.Say(Fixture.Ada, _sandbox.OnCallChannel, threadTs: null, "hello");
        await ExpectAttemptsAsync(1);
    }

    [Fact]
    public async Task Events_can_be_lost_and_doubled_under_another_id()
    {
        _sandbox.Slack.DropEvents = true;
        _sandbox.Slack.Say(Fixture.Ada, _sandbox.OnCallChannel, threadTs: null, "lost");
        (_sandbox.Slack.DropEvents, _sandbox.Slack.DoubleEvents) = (false, true);
        _sandbox.Slack.Say(Fixture.Ada, _sandbox.OnCallChannel, threadTs: null, "twice");
        await IdleAsync();

        var told = _app.All.Select(one => Assert.IsType<SlackEventReading.Message>(SlackEvents.Read(one.Body))).ToList();
        Assert.Equal(["twice", "twice"], told.Select(one => one.Text));
        Assert.NotEqual(told[0].EventId, told[1].EventId);
    }

    [Fact]
    public async Task Of_direct_messages_and_whispers_nothing_is_told()
    {
        var direct = (await _sandbox.AnswerAsync("conversations.open", """{"users":"U0ADA"}""")).GetProperty("channel").GetProperty("id");
        Assert.Null(await _sandbox.CallAsync("chat.postMessage", $$"""{"channel":"{{direct}}","text":"psst"}"""));
        Assert.Null(await _sandbox.CallAsync("chat.postEphemeral", """{"channel":"C0ONCALL","user":"U0ADA","text":"psst"}"""));
        await IdleAsync();

        Assert.Empty(_app.All);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    async Task ExpectAttemptsAsync(int count)
    {
        await IdleAsync();
        Assert.Equal(count, _app.All.Count);
    }

    async Task IdleAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (_sandbox.Slack.UnderWay > 0 && TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(30))
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal(0, _sandbox.Slack.UnderWay);
    }
}
