using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.Slack;
using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using OnCall.Engine.Outbox;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>Our client and the simulated Slack, over real HTTP.</summary>
public sealed class SlackClientTests : IAsyncLifetime
{
    const string Token = "xoxb-sandbox";

    static readonly Effect.DeclareIncident Declaration =
        new(Fixture.Page, Fixture.Primary, Fixture.Secondary, "unknown", Fixture.Start.AddMinutes(15));

    static readonly Effect.TellAcknowledged Acknowledgement = new(Fixture.Page, Fixture.AdaActs, Fixture.Start.AddMinutes(3));

    readonly FakeTimeProvider _clock = new(Fixture.Start);
    readonly SlackSimulator _slack;
    readonly HttpClient _http = new();

    public SlackClientTests() => _slack = new(new SlackSimulatorOptions(Fixture.Policy, Token), _clock);

    public async ValueTask InitializeAsync() => await _slack.StartAsync();

    [Fact]
    public async Task A_declaration_opens_a_thread_and_the_rest_replies_to_it()
    {
        var opened = Assert.IsType<Delivery.Done>(await TellAsync(Declaration));
        Assert.Equal("C0LIVE/1780303320.000000", opened.Receipt);
        Assert.IsType<Delivery.Done>(await TellAsync(Acknowledgement, opened.Receipt));

        Assert.Collection(
            _slack.Messages,
            declaration => Assert.Null(declaration.ThreadTs),
            reply => Assert.Equal("1780303320.000000", reply.ThreadTs));
    }

    [Fact]
    public async Task A_message_carries_the_effect_that_it_belongs_to()
    {
        await TellAsync(Declaration);
        Assert.Equal(
            """{"event_type":"oncall_effect","event_payload":{"effect_id":"incident-PGR0VU2/3/1"}}""",
            Assert.Single(_slack.Messages).Metadata?.GetRawText());
    }

    [Fact]
    public async Task A_person_reads_names_and_local_times()
    {
        await TellAsync(Declaration);
        Assert.Equal(
            """
            🚨 Incident declared
            *Cloud API returns 5xx (https://acme.pagerduty.com/incidents/PGR0VU2)*
            *Paged* @Ada (primary)
            *Acknowledge by* 10:57
            *Started* 10:42
            *Service* API Service
            *Secondary* Ben
            *Hypothesis* unknown
            *First ten minutes, in this order*
            ▫️ 1. Page acknowledged
            ▫️ 2. Incident declared
            ▫️ 3. Prod health checked
            ▫️ 4. Cloud server looked at
            ▫️ 5. Recent deploys checked
            ▫️ 6. Reliability reports checked
            ▫️ 7. If customer-reported: customer asked, cross-org search done
            ▫️ 8. Outward word sent
            Acknowledge in PagerDuty: that stops the escalation timer. Updates follow in this thread; 📌 puts a message into the timeline. · PagerDuty (https://acme.pagerduty.com/incidents/PGR0VU2)
            """,
            _slack.Render(Assert.Single(_slack.Messages)));
    }

    [Fact]
    public async Task When_nobody_is_left_the_reply_is_shown_in_the_channel_too()
    {
        var opened = Assert.IsType<Delivery.Done>(await TellAsync(Declaration));
        await TellAsync(new Effect.TellNobodyLeft(Fixture.Page, Fixture.Cto, Fixture.Start.AddHours(1)), opened.Receipt);
        Assert.True(_slack.Messages[1].AlsoInChannel);
    }

    [Fact]
    public async Task Without_a_thread_a_message_stands_alone()
    {
        Assert.IsType<Delivery.Done>(await TellAsync(Acknowledgement, thread: null));
        Assert.Null(Assert.Single(_slack.Messages).ThreadTs);
    }

    [Fact]
    public async Task When_the_thread_was_deleted_the_message_is_still_seen()
    {
        var opened = Assert.IsType<Delivery.Done>(await TellAsync(Declaration));
        _slack.Delete(_slack.Messages[0].Ts);
        Assert.IsType<Delivery.Done>(await TellAsync(Acknowledgement, opened.Receipt));
        Assert.Null(Assert.Single(_slack.Messages).ThreadTs);
    }

    [Fact]
    public async Task A_message_whose_answer_was_lost_is_not_posted_again()
    {
        var opened = Assert.IsType<Delivery.Done>(await TellAsync(Declaration));
        Assert.Equal(
            new Delivery.Done("An earlier attempt had arrived.", opened.Receipt), await TellAsync(Declaration, attempt: 2));

        await TellAsync(Acknowledgement, opened.Receipt, index: 2);
        await TellAsync(Acknowledgement, opened.Receipt, index: 2, attempt: 2);
        Assert.Equal(2, _slack.Messages.Count);
    }

    [Fact]
    public async Task A_message_that_never_arrived_is_posted_at_the_second_attempt()
    {
        _slack.Throttle(times: 1, TimeSpan.FromSeconds(1));
        await TellAsync(Declaration);
        Assert.Equal("ok", Assert.IsType<Delivery.Done>(await TellAsync(Declaration, attempt: 2)).Answer);
        Assert.Single(_slack.Messages);
    }

    [Fact]
    public async Task A_message_is_found_behind_hundreds_that_came_after_it()
    {
        await TellAsync(Declaration);
        for (var index = 2; index <= 450; index++)
            await TellAsync(Declaration, index: index);

        await TellAsync(Declaration, attempt: 2);
        Assert.Equal(449 + 1, _slack.Messages.Count);
    }

    [Fact]
    public async Task What_is_older_than_the_effect_is_not_looked_through()
    {
        // The same id in the channel an hour before the effect was decided: nothing of ours.
        await TellAsync(Declaration);
        _clock.Advance(TimeSpan.FromHours(1));
        var letter = Letter(Declaration, thread: null) with { Attempt = 2, CreatedAt = _clock.GetUtcNow() };
        await Client(Token, _slack.ApiUrl).PerformAsync(letter, TestContext.Current.CancellationToken);
        Assert.Equal(2, _slack.Messages.Count);
    }

    [Fact]
    public async Task A_message_that_Slack_dates_a_little_earlier_than_we_is_found()
    {
        await TellAsync(Declaration);
        var letter = Letter(Declaration, thread: null) with { Attempt = 2, CreatedAt = Fixture.Start.AddMinutes(4) };
        await Client(Token, _slack.ApiUrl).PerformAsync(letter, TestContext.Current.CancellationToken);
        Assert.Single(_slack.Messages);
    }

    [Fact]
    public async Task When_it_cannot_be_looked_for_it_is_posted_and_the_answer_says_so()
    {
        await TellAsync(Declaration);
        _slack.Throttle(times: 1, TimeSpan.FromSeconds(1));
        Assert.Equal(
            "ok; whether an earlier attempt had arrived could not be looked up: Slack asked us to slow down.",
            Assert.IsType<Delivery.Done>(await TellAsync(Declaration, attempt: 2)).Answer);
    }

    [Fact]
    public async Task A_notice_goes_to_those_on_call_and_is_looked_for_there()
    {
        var notice = new Effect.TellNotice("The webhook of <!channel> is off.", "Switch it on: `up`", Fixture.Start);
        await TellAsync(notice, thread: null);
        await TellAsync(notice, thread: null, attempt: 2);

        var message = Assert.Single(_slack.Messages);
        Assert.Equal("novavms-oncall", message.Channel.Name);
        Assert.Equal("🔧 The webhook of &lt;!channel&gt; is off. Switch it on: `up`", message.Text);
    }

    [Fact]
    public async Task A_silence_is_told_to_those_on_call()
    {
        var silence = new KnownAlert(
            1, SilenceKind.Silence, "Search slow", "index", Actor.Of(Fixture.Ada), Fixture.Start, Fixture.Start.AddHours(1));
        await TellAsync(new Effect.TellSilenceSet(silence), thread: null);
        await TellAsync(new Effect.TellSilenceLifted(new LiftedAlert(silence, Actor.Clock, Fixture.Start)), thread: null);

        Assert.All(_slack.Messages, message => Assert.Equal("novavms-oncall", message.Channel.Name));
        Assert.Collection(_slack.Messages,
            message => Assert.StartsWith("🔕 Silenced until", message.Text, StringComparison.Ordinal),
            message => Assert.StartsWith("🔔 No longer silenced: Search slow", message.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wrong_token_is_final() => Assert.Equal(
        new Delivery.GiveUp("Slack refused with invalid_auth: check the setting Slack__BotToken."),
        await TellAsync(Declaration, token: "xoxb-wrong"));

    [Theory]
    [InlineData("")]
    [InlineData("xoxb\r\nHost: evil.example")] // pasted badly
    [InlineData("xoxb-ключ")]
    public async Task A_token_that_is_none_throws_nothing_and_is_never_repeated(string token)
    {
        var delivery = await TellAsync(Declaration, token: token);
        Assert.IsNotType<Delivery.Done>(delivery);
        Assert.DoesNotContain("evil", delivery.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is_archived", "unarchive the channel, or name another one in the policy.")]
    [InlineData("not_in_channel", "invite the app to the channel.")]
    public async Task A_closed_channel_is_final_and_says_what_to_mend(string error, string advice)
    {
        _slack.Close("C0LIVE", error);
        Assert.Equal(new Delivery.GiveUp($"Slack refused with {error}: {advice}"), await TellAsync(Declaration));
    }

    [Fact]
    public async Task Throttling_is_waited_for_as_Slack_asks()
    {
        _slack.Throttle(times: 1, TimeSpan.FromSeconds(30));
        Assert.Equal(
            new Delivery.NotYet("Slack asked us to slow down.", TimeSpan.FromSeconds(30)), await TellAsync(Declaration));
        Assert.IsType<Delivery.Done>(await TellAsync(Declaration));
    }

    [Fact]
    public async Task An_outage_is_tried_again_later()
    {
        _slack.GoDown();
        Assert.IsType<Delivery.RetryLater>(await TellAsync(Declaration));
        _slack.ComeBack();
        Assert.IsType<Delivery.Done>(await TellAsync(Declaration));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_later()
    {
        var url = _slack.ApiUrl;
        await _slack.DisposeAsync();
        Assert.IsType<Delivery.RetryLater>(await TellAsync(Declaration, url: url));
    }

    [Fact]
    public async Task Only_the_caller_may_cancel()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Client(Token, _slack.ApiUrl).PerformAsync(Letter(Declaration, thread: null), cancelled.Token));
    }

    [Fact]
    public async Task The_page_for_people_escapes_what_was_posted()
    {
        await TellAsync(Declaration with
        {
            Page = Fixture.Page with { Title = "<script>alert(1)</script> *\" onload=\"x*" },
        });
        var page = await _http.GetStringAsync(_slack.Url, TestContext.Current.CancellationToken);
        Assert.Contains("&lt;script&gt;alert(1)&lt;/script&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\" onload=", page, StringComparison.Ordinal);
        Assert.Contains("""<span class="mention">@Ada</span>""", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_of_two_hundred_incidents_five_hundred_deploys_and_a_thousand_orgs_fits_into_what_Slack_takes()
    {
        var line = new NoteLine(new string('&', 400), new Uri($"https://example.com/{new string('x', 400)}"), Fixture.Start);
        var note = HandoverNote.Of(_ => new SectionContent.Known(
            [.. Enumerable.Repeat(line, NoteLines.MaxLines)], Total: 1000, new Uri("https://example.com/all"), Gap: new string('&', 400))) with
        {
            Remarks = new Remarks(string.Concat(Enumerable.Repeat("<👍&\n", 400)), Actor.Of(Fixture.Ada), Fixture.Start),
        };
        var view = new HandoverView(
            Fixture.Start, Fixture.Start, new HandoverParties(Fixture.Ada, Fixture.Ben, null, null), HandoverCover.Outgoing, note,
            new HandoverStanding.Waiting());

        Assert.IsType<Delivery.Done>(await TellAsync(new Effect.PostHandoverNote(view)));
        var read = _slack.Render(Assert.Single(_slack.Messages));
        Assert.Equal(4, read.Split("more: see all (https://example.com/all)").Length - 1);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _slack.DisposeAsync();
    }

    Task<Delivery> TellAsync(
        Effect effect, string? thread = null, string token = Token, Uri? url = null, int attempt = 1, int index = 1) =>
        Client(token, url ?? _slack.ApiUrl).PerformAsync(
            Letter(effect, thread) with { Id = Fixture.EffectId(index), Attempt = attempt }, TestContext.Current.CancellationToken);

    static Letter Letter(Effect effect, string? thread) => new(Fixture.EffectId(), effect, Attempt: 1, thread, Fixture.Start);

    SlackClient Client(string token, Uri url) =>
        new(new SlackCalls(new HttpClient(), new SlackSettings { BotToken = token, ApiUrl = url }), Fixture.Policy, _clock);
}
