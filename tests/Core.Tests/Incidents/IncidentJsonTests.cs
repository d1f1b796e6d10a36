using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;

namespace OnCall.Core.Tests.Incidents;

/// <summary>What is on disk stays readable: these texts may gain members, but never change.</summary>
public class IncidentJsonTests
{
    const string StoredPage =
        """{"incident":"PGR0VU2","title":"API 5xx","startedAt":"2026-01-06T08:42:00+00:00"}""";

    const string StoredPerson =
        """{"id":"ada","name":"Ada","slack":"U0ADA","pagerDuty":"PADA001","email":"ada@novalien.com"}""";

    const string StoredAda = $$"""{"role":"Primary","level":1,"person":{{StoredPerson}}}""";

    const string StoredNow = "\"2026-01-06T08:42:00+00:00\"";
    const string StoredActor = """{"id":"pagerduty","name":"PagerDuty"}""";

    [Theory]
    [InlineData($$"""{"type":"raised","page":{{StoredPage}},"primary":{{StoredAda}},"secondary":{{StoredAda}},"ackBy":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"acknowledged","page":{{StoredPage}},"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"escalated","page":{{StoredPage}},"silent":{{StoredAda}},"paged":{{StoredAda}},"reason":"why","ackBy":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"level-skipped","page":{{StoredPage}},"role":"Lead","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"chain-exhausted","page":{{StoredPage}},"silent":{{StoredAda}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-refused","page":{{StoredPage}},"paged":{{StoredAda}},"why":"why","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-not-needed","page":{{StoredPage}},"spared":{{StoredPerson}},"why":"why","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"resolved","page":{{StoredPage}},"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"resolved-unseen","page":{{StoredPage}},"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"came-online","page":{{StoredPage}},"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"nobody-online","page":{{StoredPage}},"paged":{{StoredAda}},"reason":"why","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"paged-up","page":{{StoredPage}},"paged":{{StoredAda}},"by":{{StoredActor}},"cause":"ByHand","reason":"why","ackBy":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"page-confirmed","page":{{StoredPage}},"to":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"reassigned","page":{{StoredPage}},"to":{{StoredActor}},"paged":{{StoredAda}},"by":{{StoredActor}},"ackBy":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"ack-expired","page":{{StoredPage}},"owner":{{StoredActor}},"paged":{{StoredAda}},"ackBy":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"comms-reminded","page":{{StoredPage}},"owner":{{StoredActor}},"person":{{StoredPerson}},"since":{{StoredNow}},"nextAt":{{StoredNow}},"snoozeFor":"00:10:00","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"comms-snoozed","page":{{StoredPage}},"by":{{StoredActor}},"until":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"update-posted","page":{{StoredPage}},"by":{{StoredActor}},"text":"text","missed":1,"nextBy":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"converging-asked","page":{{StoredPage}},"owner":{{StoredActor}},"person":{{StoredPerson}},"startedAt":{{StoredNow}},"answerBy":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"converging-answered","page":{{StoredPage}},"by":{{StoredActor}},"isConverging":true,"askAgainAt":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"converging-unanswered","page":{{StoredPage}},"owner":{{StoredActor}},"askAgainAt":{{StoredNow}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"help-not-found","page":{{StoredPage}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"hypothesis-set","page":{{StoredPage}},"by":{{StoredActor}},"text":"text","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"pinned","page":{{StoredPage}},"by":{{StoredActor}},"author":"U0ADA","message":"C/1","text":"text","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"not-allowed","page":{{StoredPage}},"slackUser":"U0CYD","action":"PageCto","who":"Responder","at":{{StoredNow}}}""")]
    public void Events_are_stored_like_this(string stored)
    {
        var happened = JsonSerializer.Deserialize(stored, IncidentEventJson.Default.IncidentEvent)!;

        Assert.Equal(stored, JsonSerializer.Serialize(happened, IncidentEventJson.Default.IncidentEvent));
        Assert.Contains(IncidentTableTests.Events, known => known.Equals(happened));
    }

    const string StoredChecklist = $$"""{"ticks":[{"step":"Declared","by":{{StoredActor}},"at":{{StoredNow}}}],"skipped":["HealthChecked"]}""";

    const string StoredView = $$"""{"page":{{StoredPage}},"standing":{"type":"held","owner":{{StoredActor}},"since":{{StoredNow}}},"hypothesis":"unknown","checklist":{{StoredChecklist}},"nextWordBy":{{StoredNow}},"secondary":{{StoredAda}}}""";

    const string StoredOver = $$$"""{"page":{{{StoredPage}}},"standing":{"type":"over","by":{{{StoredActor}}},"at":{{{StoredNow}}},"summary":{"timeToAcknowledge":"00:03:00","timeToResolve":"00:30:00","kept":1,"missed":0,"deeds":[{"at":{{{StoredNow}}},"who":"Ada","what":"acknowledged"}]}},"hypothesis":"unknown","checklist":{{{StoredChecklist}}}}""";

    const string StoredCourse = $$$"""{"startedAt":{{{StoredNow}}},"hypothesis":"unknown","checklist":{{{StoredChecklist}}},"comms":{"dueAt":{{{StoredNow}}},"remindAt":{{{StoredNow}}},"kept":1,"missed":2,"snoozes":0,"last":{"by":{{{StoredActor}}},"text":"text","at":{{{StoredNow}}}}},"convergence":{"askAt":{{{StoredNow}}},"answerBy":{{{StoredNow}}},"helpLevel":2},"onlineBy":{{{StoredNow}}},"owner":{{{StoredActor}}},"firstAcknowledgedAt":{{{StoredNow}}},"acknowledgedAt":{{{StoredNow}}},"called":["PBEN001"],"pinned":["C/1"],"deeds":[]}""";

    /// <summary>Those that carry lists: equal texts, not equal objects.</summary>
    [Theory]
    [InlineData($$"""{"type":"raised","page":{{StoredPage}},"primary":{{StoredAda}},"secondary":{{StoredAda}},"ackBy":{{StoredNow}},"course":{{StoredCourse}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"resolved","page":{{StoredPage}},"by":{{StoredActor}},"view":{{StoredOver}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"steps-ticked","page":{{StoredPage}},"ticks":[{"step":"HealthChecked","by":{{StoredActor}},"at":{{StoredNow}},"finding":"200"}],"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"steps-skipped","page":{{StoredPage}},"steps":["HealthChecked"],"before":"Communicated","by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"shown","view":{{StoredView}},"at":{{StoredNow}}}""")]
    public void Events_with_lists_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, IncidentEventJson.Default.IncidentEvent)!, IncidentEventJson.Default.IncidentEvent));

    [Theory]
    [InlineData("""{"type":"none"}""")]
    [InlineData($$"""{"type":"paging","page":{{StoredPage}},"paged":{{StoredAda}},"ackBy":{{StoredNow}},"course":{{StoredCourse}}}""")]
    [InlineData($$"""{"type":"unanswered","page":{{StoredPage}},"course":{{StoredCourse}}}""")]
    [InlineData($$"""{"type":"acknowledged","page":{{StoredPage}},"owner":{{StoredActor}},"course":{{StoredCourse}}}""")]
    [InlineData($$"""{"type":"paging","page":{{StoredPage}},"paged":{{StoredAda}},"ackBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"unanswered","page":{{StoredPage}}}""")]
    [InlineData($$"""{"type":"acknowledged","page":{{StoredPage}},"owner":{{StoredActor}}}""")]
    [InlineData("""{"type":"resolved"}""")]
    public void States_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, IncidentStateJson.Default.Incident)!, IncidentStateJson.Default.Incident));

    [Theory]
    [InlineData($$"""{"type":"declare-incident","page":{{StoredPage}},"primary":{{StoredAda}},"hypothesis":"unknown","ackBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-acknowledged","page":{{StoredPage}},"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-escalated","page":{{StoredPage}},"silent":{{StoredAda}},"paged":{{StoredAda}},"reason":"why","ackBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-level-skipped","page":{{StoredPage}},"role":"Lead"}""")]
    [InlineData($$"""{"type":"tell-nobody-left","page":{{StoredPage}},"silent":{{StoredAda}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-resolved","page":{{StoredPage}},"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-page-refused","page":{{StoredPage}},"paged":{{StoredAda}},"why":"why"}""")]
    [InlineData($$"""{"type":"tell-page-not-needed","page":{{StoredPage}},"spared":{{StoredPerson}},"why":"why"}""")]
    [InlineData($$"""{"type":"tell-notice","what":"what","advice":"advice","at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"escalate-page","incident":"PGR0VU2","level":2,"person":{{StoredPerson}}}""")]
    [InlineData($$"""{"type":"escalate-page","incident":"PGR0VU2","level":2,"person":{{StoredPerson}},"isByHand":true}""")]
    [InlineData($$"""{"type":"edit-declaration","view":{{StoredView}}}""")]
    [InlineData($$"""{"type":"tell-nobody-online","page":{{StoredPage}},"paged":{{StoredAda}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-paged-up","page":{{StoredPage}},"paged":{{StoredAda}},"reason":"why","ackBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-reassigned","page":{{StoredPage}},"to":{{StoredActor}},"paged":{{StoredAda}},"by":{{StoredActor}},"ackBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-ack-expired","page":{{StoredPage}},"owner":{{StoredActor}},"paged":{{StoredAda}},"ackBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-steps-skipped","page":{{StoredPage}},"steps":["HealthChecked"],"before":"Communicated","by":{{StoredActor}}}""")]
    [InlineData($$"""{"type":"remind-of-word","page":{{StoredPage}},"owner":{{StoredActor}},"person":{{StoredPerson}},"since":{{StoredNow}},"snoozeFor":"00:10:00","at":{{StoredNow}},"until":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-snoozed","page":{{StoredPage}},"by":{{StoredActor}},"until":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-update","page":{{StoredPage}},"by":{{StoredActor}},"text":"text","nextBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"ask-converging","page":{{StoredPage}},"owner":{{StoredActor}},"person":{{StoredPerson}},"startedAt":{{StoredNow}},"at":{{StoredNow}},"answerBy":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"tell-converging","page":{{StoredPage}},"by":{{StoredActor}},"isConverging":true,"askAgainAt":{{StoredNow}},"runbook":"https://novalien.com/runbook"}""")]
    [InlineData($$"""{"type":"tell-converging-unanswered","page":{{StoredPage}},"owner":{{StoredActor}}}""")]
    [InlineData($$"""{"type":"tell-help-not-found","page":{{StoredPage}}}""")]
    [InlineData($$"""{"type":"tell-hypothesis","page":{{StoredPage}},"by":{{StoredActor}},"text":"text"}""")]
    [InlineData($$"""{"type":"hint-not-allowed","page":{{StoredPage}},"slackUser":"U0CYD","action":"PageCto","who":"Responder"}""")]
    [InlineData($$"""{"type":"tell-resolved","page":{{StoredPage}},"by":{{StoredActor}},"at":{{StoredNow}},"view":{{StoredOver}}}""")]
    [InlineData("""{"type":"note-page","incident":"PGR0VU2","text":"why"}""")]
    public void Effects_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, EffectJson.Default.Effect)!, EffectJson.Default.Effect));
}
