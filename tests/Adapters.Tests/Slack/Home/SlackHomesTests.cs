using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Home;
using OnCall.Core.Incidents;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;

namespace OnCall.Adapters.Tests.Slack.Home;

/// <summary>The App Home, and the simulated Slack that refuses what Slack refuses.</summary>
public sealed class SlackHomesTests : IAsyncLifetime
{
    static readonly HomePage Page = new(Fixture.Policy);
    SlackSandbox _sandbox = null!;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _sandbox = await SlackSandbox.StartAsync();

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    [Fact]
    public async Task Each_person_sees_the_one_that_was_published_last_for_them()
    {
        Assert.Null(await PublishAsync(Fixture.Ada.Slack, new SlackHome([SlackBlock.Paragraph("one")])));
        Assert.Null(await PublishAsync(Fixture.Ada.Slack, new SlackHome([SlackBlock.Paragraph("two")])));
        Assert.Equal("two", _sandbox.Slack.HomeOf(Fixture.Ada));
        Assert.Null(_sandbox.Slack.HomeOf(Fixture.Ben));
    }

    [Fact]
    public async Task With_a_hundred_incidents_and_the_longest_of_names_it_fits_into_what_Slack_takes()
    {
        var url = new Uri($"https://example.com/{new string('x', 900)}");
        var page = Fixture.Page with { Title = new string('&', 500), Url = url };
        var book = Enumerable.Range(1, 20).Aggregate(SilenceBook.Empty, (book, number) => book.With(new KnownAlert(
            number, SilenceKind.Silence, new string('<', 300), new string('&', 300), Core.Processes.Actor.Of(Fixture.Ada), Fixture.Start,
            Fixture.Start.AddHours(1))));
        var home = Page.Of(Quiet with
        {
            Incidents = [.. Enumerable.Repeat(new HomeIncident(page, new Incident.Unanswered(page), url), 100)],
            Silences = book,
        });
        Assert.Null(await PublishAsync(Fixture.Ada.Slack, home));
        Assert.Contains("… and 90 more.", _sandbox.Slack.HomeOf(Fixture.Ada), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_read_is_never_shown_as_none()
    {
        await PublishAsync(Fixture.Ada.Slack, Page.Of(Quiet with { Incidents = null, Handover = null, Silences = null }));
        var read = _sandbox.Slack.HomeOf(Fixture.Ada)!;
        Assert.Equal(3, read.Split("could not be read right now").Length - 1);
        Assert.DoesNotContain("none", read, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing is silenced", read, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_mentioned_and_what_others_wrote_mentions_nobody()
    {
        var page = Fixture.Page with { Title = "<!channel> is <@U0BEN>" };
        await PublishAsync(Fixture.Ada.Slack, Page.Of(Quiet with
        {
            Incidents = [new HomeIncident(page, new Incident.Paging(page, Fixture.Primary, Fixture.Start), Thread: null)],
        }));
        Assert.Contains("<!channel> is <@U0BEN>", _sandbox.Slack.HomeOf(Fixture.Ada), StringComparison.Ordinal);
        Assert.DoesNotContain("@Ada", _sandbox.Slack.HomeOf(Fixture.Ada), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"user_id":"U0ADA","view":{"type":"modal","title":{"type":"plain_text","text":"x"},"blocks":[]}}""", "invalid_arguments")]
    [InlineData("""{"user_id":"U0ADA","view":{"type":"home"}}""", "invalid_arguments")] // without blocks
    [InlineData("""{"user_id":"U0ADA","view":{"type":"home","blocks":[{"type":"section"}]}}""", "invalid_arguments")]
    [InlineData("""{"user_id":"U0ADA","view":{"type":"home","title":{"type":"plain_text","text":"x"},"blocks":[]}}""", "invalid_arguments")]
    [InlineData("""{"user_id":"U0ADA","view":{"type":"home","blocks":[],"callback_id":null}}""", "invalid_arguments")]
    [InlineData("""{"view":{"type":"home","blocks":[]}}""", "invalid_arguments")]
    [InlineData("""{"user_id":"C0LIVE","view":{"type":"home","blocks":[]}}""", "invalid_arguments")]
    [InlineData("""{"user_id":"U0ZED","view":{"type":"home","blocks":[]}}""", null)] // not of the policy, but of the workspace
    public async Task The_simulated_Slack_refuses_what_Slack_refuses(string body, string? error) =>
        Assert.Equal(error, await _sandbox.CallAsync("views.publish", body));

    [Fact]
    public async Task Without_a_Home_tab_nothing_is_shown_and_the_reason_is_said()
    {
        _sandbox.Slack.HasHomeTab = false;
        Assert.Equal(
            "Slack refused with not_enabled: switch the app's Home tab on (App Home, Show Tabs).",
            await PublishAsync(Fixture.Ada.Slack, Page.Of(Quiet)));
    }

    [Fact]
    public async Task The_address_of_a_message_is_asked_once()
    {
        var links = new SlackPermalinks(_sandbox.Calls());
        var message = await _sandbox.PostAsync("hello");
        var receipt = new SlackReceipt(message.Channel.Id, message.Ts);
        var address = new Uri($"https://sandbox.slack.com/archives/C0ONCALL/p{message.Ts.Replace(".", "", StringComparison.Ordinal)}");
        Assert.Equal(address, await links.OfAsync(receipt, Cancellation));
        _sandbox.Slack.GoDown();
        Assert.Equal(address, await links.OfAsync(receipt, Cancellation));
        Assert.Null(await links.OfAsync(receipt with { Ts = "1.000001" }, Cancellation));
        _sandbox.Slack.ComeBack();
        Assert.Null(await links.OfAsync(receipt with { Ts = "1.000001" }, Cancellation));
    }

    static HomeFacts Quiet
    {
        get
        {
            var schedule = OnCallSchedule.Of(
                Fixture.Policy, new RotationCalendar(Fixture.Policy.Rotation, new OnCallZone(Fixture.Policy.Zone)), []);
            List<OnCallTurn> turns = [.. OnCallRoles.All.Select(role => schedule.TurnAt(role, Fixture.Start))];
            return new HomeFacts(
                new HomeDuty(turns, [.. turns.Select(turn => schedule.TurnAt(turn.Role, turn.Until))], Fixture.Start),
                Incidents: [], Handover: null, SilenceBook.Empty, Fixture.Start);
        }
    }

    Task<string?> PublishAsync(string user, SlackHome home) => new SlackHomes(_sandbox.Calls()).PublishAsync(user, home, Cancellation);
}
