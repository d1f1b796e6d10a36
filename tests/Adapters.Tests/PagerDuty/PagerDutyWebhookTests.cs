using System.Text;
using OnCall.Adapters.PagerDuty;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using static OnCall.Adapters.PagerDuty.PagerDutyWebhookReading;

namespace OnCall.Adapters.Tests.PagerDuty;

public class PagerDutyWebhookTests
{
    static readonly DateTimeOffset Now = new(2026, 6, 1, 9, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset OccurredAt = new(2026, 6, 1, 8, 43, 0, TimeSpan.Zero);

    const string Data = """
        {"id":"PGR0VU2","title":"Cloud API returns 5xx","html_url":"https://acme.pagerduty.com/incidents/PGR0VU2",
         "created_at":"2026-06-01T08:42:00Z","service":{"id":"PF9KMXH","summary":"API Service"},
         "assignees":[{"id":"PBEN001","summary":"Ben"}]}
        """;

    const string Ada = """{"id":"PADA001","summary":"Ada"}""";

    [Fact]
    public void Triggered_raises_the_incident()
    {
        var incident = Assert.IsType<PagerDutyWebhookReading.Incident>(Read(Event("incident.triggered", Data)));
        Assert.Equal("01EVENT", incident.EventId);
        Assert.Equal(Fixture.Page.Incident, incident.IncidentId);
        Assert.Equal(new IncidentCommand.Raise(Fixture.Page, Now), incident.Command);
    }

    [Fact]
    public void Acknowledged_says_who_and_when() => Assert.Equal(
        new IncidentCommand.Acknowledge(Fixture.Page, Fixture.AdaActs, OccurredAt, Now),
        CommandOf(Event("incident.acknowledged", Data, Ada)));

    [Fact]
    public void Acknowledged_without_an_agent_is_the_assignees() => Assert.Equal(
        new IncidentCommand.Acknowledge(Fixture.Page, Actor.PagerDutyUser("PBEN001", "Ben"), OccurredAt, Now),
        CommandOf(Event("incident.acknowledged", Data)));

    [Fact]
    public void Resolved_without_an_agent_is_PagerDutys_doing() => Assert.Equal(
        new IncidentCommand.Resolve(Fixture.Page, Actor.PagerDuty, OccurredAt, Now),
        CommandOf(Event("incident.resolved", Data)));

    [Fact]
    public void Merged_into_another_incident_is_resolved() => Assert.IsType<IncidentCommand.Resolve>(CommandOf(
        Event("incident.resolved", """{"id":"PGR0VU2","resolve_reason":{"type":"merge_resolve_reason"}}""", Ada)));

    [Theory]
    [InlineData("incident.escalated")]
    [InlineData("incident.annotated")]
    [InlineData("service.updated")]
    [InlineData("pagey.ping")]              // PagerDuty's test button: its data has no id
    [InlineData("incident.something_new")]  // PagerDuty may add types at any time
    public void Every_other_type_is_unused(string type) =>
        Assert.Equal(new Unused(type, "01EVENT"), Read(Event(type, """{"message":"Hello","type":"ping"}""")));

    [Theory]
    [InlineData("", "The body is not JSON, or nested too deeply.")]
    [InlineData("payload=%7B%7D", "The body is not JSON, or nested too deeply.")]
    [InlineData("{\"event\":", "The body is not JSON, or nested too deeply.")]
    [InlineData("[]", "The body has no event.")]
    [InlineData("null", "The body has no event.")]
    [InlineData("""{"event":"hello"}""", "The body has no event.")]
    [InlineData("""{"event":{}}""", "The event has no id of a sensible length.")]
    [InlineData("""{"event":{"id":{},"event_type":"incident.triggered"}}""", "The event has no id of a sensible length.")]
    [InlineData("""{"event":{"id":"\ud800"}}""", "The event has no id of a sensible length.")] // half a character
    [InlineData("""{"event":{"id":"1"}}""", "The event has no event_type.")]
    [InlineData("""{"event":{"id":"1","event_type":"incident.resolved"}}""", "The event's data has no id of a sensible length.")]
    [InlineData("""{"event":{"id":"1","event_type":"incident.resolved","data":[]}}""", "The event's data has no id of a sensible length.")]
    public void What_cannot_be_read_is_said_in_a_sentence(string body, string why) => Assert.Equal(new Malformed(why), Read(body));

    [Fact]
    public void Deep_nesting_is_refused() =>
        Assert.IsType<Malformed>(Read($$"""{"event":{{new string('[', 10_000)}}{{new string(']', 10_000)}}}"""));

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.IsType<Malformed>(PagerDutyWebhook.Read(new byte[] { 0xFF, 0xFE, 0x00 }, Now));

    [Fact]
    public void Numbers_are_as_good_as_texts()
    {
        var incident = Assert.IsType<PagerDutyWebhookReading.Incident>(Read(
            """{"event":{"id":17,"event_type":"incident.triggered","data":{"id":42,"title":500,"service":{"summary":7}}}}"""));
        Assert.Equal("17", incident.EventId);
        Assert.Equal(
            new IncidentCommand.Raise(new Page(new IncidentId("42"), "500", "7", Url: null, Now), Now), incident.Command);
    }

    [Fact]
    public void What_is_missing_is_filled_in() => Assert.Equal(
        new IncidentCommand.Acknowledge(
            new Page(new IncidentId("PGR0VU2"), "Incident PGR0VU2", Service: null, Url: null, Now), Actor.PagerDuty, Now, Now),
        CommandOf("""{"event":{"id":"1","event_type":"incident.acknowledged","agent":null,"data":{"id":"PGR0VU2","assignees":null}}}"""));

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/incidents/PGR0VU2")]
    [InlineData("file:///etc/passwd")]
    public void Only_a_web_address_is_a_link(string url) => Assert.Null(
        Assert.IsType<IncidentCommand.Raise>(CommandOf(Event(
            "incident.triggered", $$"""{"id":"PGR0VU2","html_url":"{{url}}"}"""))).Page.Url);

    [Theory]
    [InlineData("""{"event":{"id":"1","event_type":"incident.triggered","\ud800":1,"data":{"id":"PGR0VU2"}}}""")]
    [InlineData("""{"event":{"id":"1","event_type":"incident.triggered","data":{"\ud800":"PGR0VU2"}}}""")]
    [InlineData("""{"\ud800":{}}""")]
    public void Half_a_surrogate_pair_in_a_name_breaks_nothing(string body) =>
        Assert.NotNull(Read(body));

    [Fact]
    public void A_long_title_is_cut() => Assert.Equal(
        IncidentFields.MaxTitleLength,
        Assert.IsType<IncidentCommand.Raise>(CommandOf(Event(
            "incident.triggered", $$"""{"id":"PGR0VU2","title":"{{new string('x', 10_000)}}"}"""))).Page.Title.Length);

    [Fact]
    public void The_published_webhook_can_be_read() => Assert.Equal(
        new Unused("incident.priority_updated", "01BWDWL3NYY7LUFPZCC28QUCMK"),
        PagerDutyWebhook.Read(Fixture.Resource("published-webhook.body"), Now));

    static IncidentCommand CommandOf(string body) => Assert.IsType<PagerDutyWebhookReading.Incident>(Read(body)).Command;

    static PagerDutyWebhookReading Read(string body) => PagerDutyWebhook.Read(Encoding.UTF8.GetBytes(body), Now);

    static string Event(string type, string data, string agent = "null") =>
        $$$"""{"event":{"id":"01EVENT","event_type":"{{{type}}}","occurred_at":"2026-06-01T08:43:00Z","agent":{{{agent}}},"data":{{{data}}}}}""";
}
