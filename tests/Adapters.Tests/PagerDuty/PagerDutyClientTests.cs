using Microsoft.Extensions.Time.Testing;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Engine.Outbox;
using OnCall.LocalHost.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>Our client and the simulated PagerDuty, over real HTTP.</summary>
public sealed class PagerDutyClientTests : IAsyncLifetime
{
    const string Token = "pd-sandbox";

    readonly PagerDutySimulator _pagerDuty = new(
        new PagerDutySimulatorOptions(Fixture.Policy, Token, "routing", ["secret"]), PersonAt, new FakeTimeProvider(Fixture.Start));

    public async ValueTask InitializeAsync() => await _pagerDuty.StartAsync();

    [Fact]
    public async Task An_escalation_moves_the_level_and_assigns_nobody()
    {
        var incident = _pagerDuty.Trigger("API down");
        Assert.Equal(new Delivery.Done("ok"), await TellAsync(Escalate(incident.Id, level: 2)));

        Assert.Equal(Fixture.Ben, Assert.Single(_pagerDuty.Incidents).Assignee);
        Assert.Collection(
            _pagerDuty.Calls,
            look => Assert.Equal("GET", look.Method),
            put => Assert.Equal("""{"incident":{"type":"incident_reference","escalation_level":2}}""", put.Body));
    }

    [Fact]
    public async Task Nobody_is_paged_for_an_incident_that_somebody_has()
    {
        var incident = _pagerDuty.Trigger("API down");
        _pagerDuty.Acknowledge(incident.Id, Fixture.Ada);
        Assert.Equal(
            new Delivery.NotNeeded("PagerDuty shows it acknowledged already."),
            await TellAsync(Escalate(incident.Id, level: 2)));

        _pagerDuty.Resolve(incident.Id, Fixture.Ada);
        Assert.Equal(
            new Delivery.NotNeeded("PagerDuty shows it resolved already."),
            await TellAsync(Escalate(incident.Id, level: 2)));
        Assert.DoesNotContain(_pagerDuty.Calls, call => call.Method == "PUT");
    }

    [Fact]
    public async Task An_incident_resolved_in_between_is_no_failure()
    {
        var incident = _pagerDuty.Trigger("API down");
        _pagerDuty.Called += call =>
        {
            if (call.Method == "GET")
                _pagerDuty.Resolve(incident.Id, Fixture.Ada);
        };
        Assert.Equal(new Delivery.Done("It was resolved already."), await TellAsync(Escalate(incident.Id, level: 2)));
    }

    [Fact]
    public async Task A_level_on_which_nobody_stands_is_final() => Assert.Equal(
        new Delivery.GiveUp("PagerDuty refused with 400 BadRequest: No one is on call at that escalation level (code 1015)."),
        await TellAsync(Escalate(_pagerDuty.Trigger("API down").Id, level: 4)));

    [Theory]
    [InlineData("PUNKNOWN")]
    [InlineData("../users")] // an id is one part of the address, whatever it holds
    public async Task An_unknown_incident_is_final(string id) => Assert.Equal(
        new Delivery.GiveUp("PagerDuty refused with 404 NotFound: Not Found (code 2100)."),
        await TellAsync(Escalate(id, level: 2)));

    [Fact]
    public async Task A_note_ends_with_the_mark_of_its_effect()
    {
        var incident = _pagerDuty.Trigger("API down");
        Assert.Equal(new Delivery.Done("ok"), await TellAsync(Note(incident.Id, "primary Ada did not acknowledge")));

        var note = Assert.Single(Assert.Single(_pagerDuty.Incidents).Notes);
        Assert.Equal("primary Ada did not acknowledge [oncall 3/1]", note.Content);
        Assert.Equal(Fixture.Tom, note.By);
    }

    [Fact]
    public async Task A_long_note_is_cut_and_keeps_its_mark()
    {
        var incident = _pagerDuty.Trigger("API down");
        await TellAsync(Note(incident.Id, new string('x', 10_000)));
        var note = Assert.Single(Assert.Single(_pagerDuty.Incidents).Notes);
        Assert.Equal(PagerDutyClient.MaxNoteLength, note.Content.Length);
        Assert.EndsWith("… [oncall 3/1]", note.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_whose_answer_was_lost_is_not_written_again()
    {
        var note = Note(_pagerDuty.Trigger("API down").Id, "primary Ada did not acknowledge");
        await TellAsync(note);
        Assert.Equal(new Delivery.Done("An earlier attempt had arrived."), await TellAsync(note, attempt: 2));
        Assert.Equal(new Delivery.Done("ok"), await TellAsync(note, attempt: 2, index: 12));
        Assert.Equal(2, Assert.Single(_pagerDuty.Incidents).Notes.Count);
    }

    [Fact]
    public async Task A_level_is_not_paged_again_when_a_later_one_was_paged_before_its_answer_was_written_down()
    {
        var incident = _pagerDuty.Trigger("API down").Id;
        await TellAsync(Escalate(incident, level: 2), index: 1);
        await TellAsync(Note(incident, "primary Ada did not acknowledge"), index: 2);
        await TellAsync(Escalate(incident, level: 1), index: 3);
        await TellAsync(Note(incident, "secondary Ben did not acknowledge"), index: 4);
        var puts = _pagerDuty.Calls.Count(call => call.Method == "PUT");

        Assert.Equal(
            new Delivery.Done("An earlier attempt had arrived: what followed it is in the notes."),
            await TellAsync(Escalate(incident, level: 2), attempt: 2, index: 1));
        Assert.Equal(puts, _pagerDuty.Calls.Count(call => call.Method == "PUT"));

        Assert.Equal(new Delivery.Done("ok"), await TellAsync(Escalate(incident, level: 2), attempt: 2, index: 5));
    }

    [Fact]
    public async Task A_wrong_token_is_final_and_not_repeated()
    {
        var delivery = await TellAsync(Note(_pagerDuty.Trigger("API down").Id, "x"), token: "wrong-token");
        Assert.EndsWith("Check the setting PagerDuty__ApiToken.", Assert.IsType<Delivery.GiveUp>(delivery).Why, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-token", delivery.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody@novalien.com")]
    public async Task A_requester_whom_PagerDuty_does_not_know_is_final(string from) => Assert.Contains(
        "Requester User Not Found",
        Assert.IsType<Delivery.GiveUp>(await TellAsync(Note(_pagerDuty.Trigger("API down").Id, "x"), from: from)).Why,
        StringComparison.Ordinal);

    [Fact]
    public async Task Throttling_and_outages_are_tried_again_later()
    {
        var note = Note(_pagerDuty.Trigger("API down").Id, "x");
        _pagerDuty.Throttle(times: 1, TimeSpan.FromSeconds(7));
        Assert.Equal(
            new Delivery.RetryLater("PagerDuty asked us to slow down.", TimeSpan.FromSeconds(7)), await TellAsync(note));

        _pagerDuty.GoDown();
        Assert.Equal(new Delivery.RetryLater("PagerDuty failed with 503 ServiceUnavailable."), await TellAsync(note));
        _pagerDuty.ComeBack();
        Assert.IsType<Delivery.Done>(await TellAsync(note));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_later()
    {
        var url = _pagerDuty.Url;
        await _pagerDuty.DisposeAsync();
        Assert.IsType<Delivery.RetryLater>(await TellAsync(Note("PGR0VU2", "x"), url: url));
    }

    public ValueTask DisposeAsync() => _pagerDuty.DisposeAsync();

    static Person? PersonAt(int level) => level switch { 1 => Fixture.Ada, 2 => Fixture.Ben, _ => null };

    static Effect.EscalatePage Escalate(string id, int level) =>
        new(new IncidentId(id), level, PersonAt(level) ?? Fixture.Policy[new PersonId("lea")]);

    static Effect.NotePage Note(string id, string text) => new(new IncidentId(id), text);

    Task<Delivery> TellAsync(
        Effect effect, string token = Token, string from = "tom@novalien.com", Uri? url = null, int attempt = 1, int index = 1)
    {
        var settings = new PagerDutySettings { ApiToken = token, FromEmail = from, ApiUrl = url ?? _pagerDuty.Url };
        return new PagerDutyClient(new PagerDutyRestCalls(new HttpClient(), settings), TimeProvider.System).PerformAsync(
            new Letter(Fixture.EffectId(index), effect, attempt, Thread: null, Fixture.Start), TestContext.Current.CancellationToken);
    }
}
