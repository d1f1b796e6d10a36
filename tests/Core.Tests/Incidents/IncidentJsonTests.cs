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
    public void Events_are_stored_like_this(string stored)
    {
        var happened = JsonSerializer.Deserialize(stored, IncidentEventJson.Default.IncidentEvent)!;

        Assert.Equal(stored, JsonSerializer.Serialize(happened, IncidentEventJson.Default.IncidentEvent));
        Assert.Contains(IncidentTableTests.Events, known => known.Equals(happened));
    }

    [Theory]
    [InlineData("""{"type":"none"}""")]
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
    [InlineData("""{"type":"note-page","incident":"PGR0VU2","text":"why"}""")]
    public void Effects_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, EffectJson.Default.Effect)!, EffectJson.Default.Effect));
}
