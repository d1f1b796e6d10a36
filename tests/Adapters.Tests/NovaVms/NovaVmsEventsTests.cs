using System.Text;
using OnCall.Adapters.NovaVms;
using OnCall.Core.Processes;
using OnCall.Core.Security;

namespace OnCall.Adapters.Tests.NovaVms;

/// <summary>What NovaVMS sends, and what somebody sends who has its secret and makes mistakes.</summary>
public class NovaVmsEventsTests
{
    static readonly DateTimeOffset At = new(2026, 1, 6, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_leak_is_read() => Assert.Equal(
        new ProductEvent.CredentialLeak("evt_1", At, "a key", "org_1", new Uri("https://git.example/1"), Actor.NovaVms),
        Security("credential_leak.confirmed", """{"what":"a key","org_id":"org_1","url":"https://git.example/1"}"""));

    [Fact]
    public void An_impersonation_is_read() => Assert.Equal(
        new ProductEvent.ImpersonationStarted("evt_1", At, "a@b.example", "org_1", "Harbour", "grant_1", "because"),
        Security("platform.impersonation_started",
            """{"actor_email":"a@b.example","org_id":"org_1","org_name":"Harbour","grant_id":"grant_1","reason":"because"}"""));

    [Fact]
    public void A_deletion_is_read() => Assert.Equal(
        new ProductEvent.AuditLogDeleted("evt_1", At, 3, "a@b.example", "org_1"),
        Security("platform_audit_log.deleted", """{"rows":3,"actor_email":"a@b.example","org_id":"org_1"}"""));

    [Theory]
    [InlineData("camera.offline")]
    [InlineData("moon.changed")] // of which nobody has told us
    [InlineData("Credential_Leak.Confirmed")] // as it is spelt
    public void Everything_else_is_no_security_event(string type) => Assert.Equal(
        new NovaVmsReading.Other(new OtherEvent("evt_1", type, At, "words", "org_1", null)),
        Read(Event(type, """{"summary":"words","org_id":"org_1","url":"javascript:alert(1)"}""")));

    // A security event of which the details are missing or of another kind is one all the same.
    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("""{"what":{},"rows":"many","actor_email":[],"org_id":null,"url":"x"}""")]
    [InlineData("""{"what":"\ud800"}""")]
    public void A_security_event_with_unreadable_details_is_one_all_the_same(string data)
    {
        Assert.Equal(new ProductEvent.CredentialLeak("evt_1", At, null, null, null, Actor.NovaVms), Security("credential_leak.confirmed", data));
        Assert.Equal(
            new ProductEvent.ImpersonationStarted("evt_1", At, null, null, null, null, null), Security("platform.impersonation_started", data));
        Assert.Equal(new ProductEvent.AuditLogDeleted("evt_1", At, null, null, null), Security("platform_audit_log.deleted", data));
    }

    [Theory]
    [InlineData("")]
    [InlineData(""" "occurred_at":"yesterday", """)]
    [InlineData(""" "occurred_at":7, """)]
    public void Without_a_time_it_happens_now(string time) => Assert.Equal(
        Fixture.Start,
        Assert.IsType<NovaVmsReading.Security>(Read($$"""{ {{time}} "id":"evt_1","type":"platform_audit_log.deleted"}""")).Event.At);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{")]
    public void What_is_no_object_is_said_to_be_none(string body) => Assert.Equal(
        "The body is no JSON object, or nested too deeply.", Assert.IsType<NovaVmsReading.NoJson>(Read(body)).Why);

    [Theory]
    [InlineData("""{"type":"camera.offline"}""", "id: is missing")]
    [InlineData("""{"id":"","type":"camera.offline"}""", "id: is missing")]
    [InlineData("""{"id":" ","type":"camera.offline"}""", "id: is missing")]
    [InlineData("""{"id":{},"type":"camera.offline"}""", "id: is missing")]
    [InlineData("""{"id":"evt_1"}""", "type: is missing")]
    [InlineData("""{"id":"evt_1","type":["secret"]}""", "type: is missing")]
    public void What_cannot_be_told_apart_is_refused_with_what_is_missing(string body, string says)
    {
        var why = Assert.IsType<NovaVmsReading.Malformed>(Read(body)).Why;
        Assert.StartsWith(says, why, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_texts_are_shortened_and_long_ids_refused()
    {
        var text = new string('x', 5000);
        Assert.Equal(300, Assert.IsType<ProductEvent.CredentialLeak>(Security("credential_leak.confirmed", $$"""{"what":"{{text}}"}""")).What!.Length);
        Assert.IsType<NovaVmsReading.Malformed>(Read($$"""{"id":"{{text}}","type":"camera.offline"}"""));
        Assert.IsType<NovaVmsReading.Malformed>(Read($$"""{"id":"evt_1","type":"{{text}}"}"""));
    }

    static ProductEvent Security(string type, string data) => Assert.IsType<NovaVmsReading.Security>(Read(Event(type, data))).Event;

    static string Event(string type, string data) =>
        $$"""{"id":"evt_1","type":"{{type}}","occurred_at":"2026-01-06T08:00:00Z","data":{{data}}}""";

    static NovaVmsReading Read(string body) => NovaVmsEvents.Read(Encoding.UTF8.GetBytes(body), Fixture.Start);
}
