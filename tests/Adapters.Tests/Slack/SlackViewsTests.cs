using System.Net;
using OnCall.Adapters.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>Our modals, shown by the simulated Slack.</summary>
public sealed class SlackViewsTests : IAsyncLifetime
{
    static readonly SlackView Form = new("handover-note", "Edit the note", [
        SlackViewBlock.Paragraph("What the *next* one has to know."),
        SlackViewBlock.Lines("note", "Note", "all quiet", hint: "In Slack's markup."),
        SlackViewBlock.Line("link", "Link", optional: true),
    ], "handover-2026-01-05")
    {
        SubmitLabel = "Post",
    };

    readonly AppInTest _app = new();
    SlackSandbox _sandbox = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SlackSandbox.StartAsync();
        _sandbox.Slack.InteractionsUrl = await _app.StartAsync();
    }

    [Fact]
    public async Task A_press_opens_a_modal_and_what_is_typed_comes_back()
    {
        await PressAsync(trigger => OpenAsync(trigger, Form));
        var view = Assert.Single(_sandbox.Slack.Views);
        Assert.Equal(("Edit the note", "Post", "Ada"), (view.Title, view.Submit, view.Reader.Name));
        Assert.Equal([("note", "all quiet", true), ("link", "", false)], view.Inputs.Select(one => (one.BlockId, one.Value, one.IsMultiline)));

        await _sandbox.Slack.SubmitAsync(view, Cancellation, ("note", "two incidents"));

        var submitted = Assert.IsType<SlackInteractionReading.Submitted>(SlackInteractions.Read(_app.Last.Body));
        Assert.Equal(
            ("U0ADA", "handover-note", "handover-2026-01-05", view.Id),
            (submitted.User, submitted.CallbackId, submitted.PrivateMetadata, submitted.ViewId));
        Assert.Equal(new Dictionary<string, string> { ["note"] = "two incidents", ["link"] = "" }, submitted.Values);
        Assert.Empty(_sandbox.Slack.Views);
        _app.ExpectSigned(_sandbox.Clock.GetUtcNow());
    }

    [Fact]
    public async Task A_modal_that_is_sent_back_stays_open_with_what_was_typed()
    {
        await PressAsync(trigger => OpenAsync(trigger, Form));
        _app.Answer = (HttpStatusCode.OK, """{"response_action":"errors","errors":{"note":"Say more."}}""");
        await _sandbox.Slack.SubmitAsync(Assert.Single(_sandbox.Slack.Views), Cancellation, ("note", "x"));

        var view = Assert.Single(_sandbox.Slack.Views);
        Assert.Equal(("Say more.", "x"), (view.Errors["note"], view.Inputs[0].Value));
    }

    [Fact]
    public async Task While_the_app_is_away_nothing_typed_is_lost()
    {
        await PressAsync(trigger => OpenAsync(trigger, Form));
        _app.Answer = (HttpStatusCode.ServiceUnavailable, "{}");
        await _sandbox.Slack.SubmitAsync(Assert.Single(_sandbox.Slack.Views), Cancellation, ("note", "x"));

        Assert.Equal("x", Assert.Single(_sandbox.Slack.Views).Inputs[0].Value);
    }

    [Fact]
    public async Task A_modal_can_be_filled_after_it_was_opened()
    {
        await PressAsync(trigger => OpenAsync(trigger, new SlackView("handover-note", "One moment", [])));
        var view = Assert.Single(_sandbox.Slack.Views);

        Assert.Equal(new SlackViewOutcome.Opened(view.Id), await _sandbox.Views.UpdateAsync(view.Id, Form, Cancellation));
        Assert.Equal("Edit the note", Assert.Single(_sandbox.Slack.Views).Title);
        _sandbox.Slack.Dismiss(view);
        Assert.Equal(
            new SlackViewOutcome.Failed("Slack refused with not_found."), await _sandbox.Views.UpdateAsync(view.Id, Form, Cancellation));
    }

    [Fact]
    public async Task A_trigger_lives_three_seconds_and_serves_once()
    {
        var trigger = await PressAsync(_ => Task.CompletedTask);
        Assert.IsType<SlackViewOutcome.Opened>(await OpenAsync(trigger, Form));
        Assert.Equal(new SlackViewOutcome.Expired(), await OpenAsync(trigger, Form));

        var late = await PressAsync(_ => Task.CompletedTask);
        _sandbox.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal(new SlackViewOutcome.Expired(), await OpenAsync(late, Form));
        Assert.Equal(
            new SlackViewOutcome.Failed("Slack refused with invalid_trigger_id."), await OpenAsync("somebody's", Form));
    }

    [Fact]
    public async Task What_people_read_is_cut_to_Slacks_limits()
    {
        var trigger = await PressAsync(_ => Task.CompletedTask);
        var (long24, long3000) = (new string('x', 5000), new string('y', 5000));
        var view = new SlackView("c", long24, [
            .. Enumerable.Range(0, 150).Select(place => SlackViewBlock.Lines($"b{place}", long3000, long3000, hint: long3000)),
        ])
        {
            SubmitLabel = long24,
            CloseLabel = long24,
        };

        Assert.IsType<SlackViewOutcome.Opened>(await OpenAsync(trigger, view));
        Assert.Equal(100, Assert.Single(_sandbox.Slack.Views).Inputs.Count);
    }

    [Fact]
    public void What_has_to_come_back_whole_is_never_cut()
    {
        Assert.Throws<ArgumentException>(() => new SlackView("c", "t", [], new string('x', 3001)));
        Assert.Throws<ArgumentException>(() => new SlackView("", "t", []));
        Assert.Throws<ArgumentException>(() => SlackViewBlock.Line(new string('x', 256), "l"));
    }

    [Fact]
    public async Task Throttled_or_down_it_failed_for_a_reason()
    {
        _sandbox.Slack.Throttle(times: 1, TimeSpan.FromSeconds(1));
        Assert.Equal(new SlackViewOutcome.Failed("Slack asked us to slow down."), await OpenAsync("t", Form));
        _sandbox.Slack.GoDown();
        Assert.IsType<SlackViewOutcome.Failed>(await OpenAsync("t", Form));
    }

    [Theory]
    [InlineData("""{"type":"home","title":{"type":"plain_text","text":"t"},"blocks":[]}""")]
    [InlineData("""{"type":"modal","blocks":[]}""")]
    [InlineData("""{"type":"modal","title":{"type":"mrkdwn","text":"t"},"blocks":[]}""")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"1234567890123456789012345"},"blocks":[]}""")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"submit":null,"blocks":[]}""")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input"}}]}""")]
    public async Task Slack_refuses_what_is_no_modal(string view)
    {
        var trigger = await PressAsync(_ => Task.CompletedTask);
        Assert.Equal(
            "invalid_arguments", await _sandbox.CallAsync("views.open", $$"""{"trigger_id":"{{trigger}}","view":{{view}}}"""));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _sandbox.DisposeAsync();
    }

    Task<SlackViewOutcome> OpenAsync(string trigger, SlackView view) => _sandbox.Views.OpenAsync(trigger, view, Cancellation);

    /// <summary>Ada presses the button of a note; the app does what it does, and the trigger is given back.</summary>
    async Task<string> PressAsync(Func<string, Task> act)
    {
        var trigger = "";
        _app.Act = async body =>
        {
            trigger = Assert.IsType<SlackInteractionReading.Pressed>(SlackInteractions.Read(body)).TriggerId;
            await act(trigger);
        };
        var note = await _sandbox.PostAsync("note", """
            ,"blocks":[{"type":"actions","elements":[{"type":"button","action_id":"handover-edit","text":{"type":"plain_text","text":"Edit"}}]}]
            """);
        await _sandbox.Slack.PressAsync(Fixture.Ada, note, "handover-edit", Cancellation);
        _app.Act = _ => Task.CompletedTask;
        return trigger;
    }
}
