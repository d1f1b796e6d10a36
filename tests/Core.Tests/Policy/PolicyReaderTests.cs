using OnCall.Core.Policy;

namespace OnCall.Core.Tests.Policy;

public class PolicyReaderTests
{
    static string Shipped => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json"));

    [Fact]
    public void The_policy_that_ships_is_valid_and_says_what_the_runbook_says()
    {
        var policy = Assert.IsType<PolicyReading.Valid>(PolicyReader.Read(Shipped)).Policy;

        Assert.Equal((DayOfWeek.Monday, new TimeOnly(10, 0)), (policy.Rotation.HandoverDay, policy.Rotation.HandoverAt));
        Assert.Equal("Primary, Secondary, Lead, Cto", string.Join(", ", policy.Escalation.Select(step => step.Role)));
        Assert.All(policy.Escalation, step => Assert.Equal(TimeSpan.FromMinutes(15), step.AcknowledgeWithin));
        Assert.Equal("novavms-oncall", policy.Channels.OnCall.Name);
        Assert.Equal("novavms-incident-live", policy.Channels.IncidentLive.Name);
        Assert.Equal("novavms-oncall-noise", policy.Channels.Noise.Name);
        Assert.Equal(
            (TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30)),
            (policy.Incidents.OnlineWithin, policy.Incidents.CommunicateEvery, policy.Incidents.ConvergeAfter));
        Assert.Equal(DetectionPolicy.Standard, policy.Detection);
    }

    [Theory]
    [InlineData("support-lead@novalien.com", "support lead", "security.knownImpersonators[0]: 'support lead' is not an e-mail; write one such as")]
    [InlineData("\"support-lead@novalien.com\"", "\"a@b.example\", \"A@b.example\"", "security: the known impersonator 'a@b.example' stands there 2 times")]
    [InlineData("Europe/Berlin", "Europe/Atlantis", "zone: 'Europe/Atlantis' is not an IANA time zone")]
    [InlineData("00:15:00", "15", "escalation[0].acknowledgeWithin: '15' is not a duration above zero; write hours:minutes:seconds")]
    [InlineData("00:15:00", "00:00:00", "escalation[0].acknowledgeWithin: '00:00:00' is not a duration above zero")]
    [InlineData("\"role\": \"primary\"", "\"role\": \"boss\"", "escalation[0].role: 'boss' is none of primary, secondary, lead, cto")]
    [InlineData("\"person\": \"lea\"", "\"person\": \"leo\"", "escalation[2].person: nobody in people has the id 'leo'")]
    [InlineData("\"ada\", \"ben\", \"cyd\"", "\"ada\", \"bob\", \"cyd\"", "rotation.order[1]: nobody in people has the id 'bob'")]
    [InlineData("\"ada\", \"ben\", \"cyd\"", "\"ada\", \"ben\", \"ada\"", "rotation: the order 'ada' stands there 2 times")]
    [InlineData("\"ada\", \"ben\", \"cyd\"", "", "rotation.order: must name at least one")]
    [InlineData("2026-01-05", "2026-01-06", "rotation.start: 2026-01-06 is a Tuesday; the rotation starts on a handover day, a Monday")]
    [InlineData("2026-01-05", "5.1.2026", "rotation.start: '5.1.2026' is not a date")]
    [InlineData("\"10:00\"", "\"10 am\"", "rotation.handover.at: '10 am' is not a time of day")]
    [InlineData("\"Monday\"", "\"Someday\"", "rotation.handover.day: 'Someday' is none of sunday, monday")]
    [InlineData("\"secondary\": \"next\"", "\"secondary\": \"next\", \"source\": \"github\"", "rotation.source: 'github' is none of oncall, pagerduty")]
    [InlineData("\"slack\": \"U0BEN\"", "\"slack\": \"U0ADA\"", "people: the slack 'U0ADA' stands there 2 times")]
    [InlineData("\"slack\": \"U0BEN\"", "\"slack\": \" \"", "people[1].slack: is missing or empty")]
    [InlineData("\"id\": \"C0LIVE\", ", "", "channels.incidentLive.id: is missing or empty")]
    [InlineData("\"docs/postmortems\"", "\"/docs\"", "postmortems.folder: '/docs' is not a folder; write its path from the repository's root")]
    [InlineData("\"docs/postmortems\"", "\"docs/../..\"", "postmortems.folder: 'docs/../..' is not a folder")]
    [InlineData("\"folder\": \"docs/postmortems\"", "", "postmortems.folder: is missing or empty")]
    [InlineData("{ \"repository\": \"novalien/novavms-cloud\"", "{ \"repository\": \"novavms-cloud\"", "postmortems.repository: 'novavms-cloud' is not a repository; write owner/name")]
    [InlineData("\"docs/reliability-reports\"", "\"docs\\\\reports\"", "triage.reliabilityReports.folder: 'docs\\reports' is not a folder")]
    [InlineData("\"1.00:00:00\"", "\"24 h\"", "triage.lookBack: '24 h' is not a duration above zero")]
    [InlineData("\"1.00:00:00\"", "\"8.00:00:00\"", "triage.lookBack: is longer than 7 days")]
    [InlineData("\"02:00:00\"", "\"2.00:00:00\"", "triage.primeSuspectWithin: must not be longer than triage.lookBack")]
    [InlineData("\"zone\"", "\"timezone\"", "timezone")]
    [InlineData("\"onlineWithin\": \"00:10:00\"", "\"onlineWithin\": \"10\"", "incidents.onlineWithin: '10' is not a duration above zero")]
    [InlineData("\"maxSnoozes\": 2", "\"maxSnoozes\": 99", "incidents.maxSnoozes: 99 is not between 0 and 10")]
    [InlineData("\"minReasonWords\": 4", "\"minReasonWords\": 0", "incidents.minReasonWords: 0 is not between 1 and 20")]
    [InlineData("https://wiki", "wiki", "incidents.responseRunbook: 'wiki.novalien.com/runbooks/incident-response' is not an address")]
    [InlineData("\"pageCto\": \"responder\"", "\"pageCto\": \"boss\"", "incidents.may.pageCto: 'boss' is none of responder, lead, anyone")]
    [InlineData("\"pageCto\": \"responder\"", "\"pageCeo\": \"lead\"", "incidents.may.pageCeo: is nothing that can be allowed; write one of tickStep,")]
    [InlineData("\"failsFor\": \"00:02:00\"", "\"failsFor\": \"2\"", "detection.cloudApi.failsFor: '2' is not a duration above zero")]
    [InlineData("\"failsFor\": \"00:02:00\"", "\"failsFor\": \"00:20:01\"", "detection.cloudApi.failsFor: is at most \"00:20:00\": readings are not kept for longer.")]
    [InlineData("\"recoveredAfter\": 2", "\"recoveredAfter\": 0", "detection.cloudApi.recoveredAfter: must be from 1 to 10.")]
    [InlineData("\"answerWithin\": \"00:00:05\"", "\"answerWithin\": \"00:00:11\"", "detection.cloudApi.answerWithin: is at most \"00:00:10\"")]
    [InlineData("\"dropPercent\": 10", "\"dropPercent\": 100", "detection.gateways.dropPercent: must be from 1 to 99.")]
    [InlineData("\"atLeast\": 10", "\"atLeast\": 0", "detection.gateways.atLeast: must be from 1 to 2147483647.")]
    [InlineData("\"within\": \"00:02:00\"", "\"within\": \"soon\"", "detection.gateways.within: 'soon' is not a duration")]
    [InlineData("\"silentFor\": \"00:05:00\"", "\"silentFor\": \"00:00:00\"", "detection.ingest.silentFor: '00:00:00' is not a duration above zero")]
    [InlineData("\"maxGap\": \"00:01:30\"", "\"maxGap\": \"00:00:30\"", "detection.maxGap: must be at least \"00:01:00\"")]
    [InlineData("\"blindAfter\": \"00:10:00\"", "\"blindAfter\": \"00:01:00\"", "detection.blindAfter: must be longer than detection.maxGap.")]
    [InlineData("\"resolveAfter\": \"00:05:00\"", "\"runbook\": \"wiki\"", "detection.runbook: is not an address that begins with http:// or https://.")]
    public void What_is_wrong_is_said_by_the_name_of_its_field(string right, string wrong, string error)
    {
        var reading = PolicyReader.Read(ReplaceFirst(Shipped, right, wrong));

        Assert.Contains(error, string.Join("\n", Assert.IsType<PolicyReading.Invalid>(reading).Errors));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"team\":")]
    [InlineData("{\"people\": [null]}")]
    [InlineData("{\"escalation\": [null, {}], \"rotation\": {\"order\": [null]}}")]
    public void What_is_no_policy_is_refused_without_an_exception(string text) =>
        Assert.NotEmpty(Assert.IsType<PolicyReading.Invalid>(PolicyReader.Read(text)).Errors);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once() =>
        Assert.True(Assert.IsType<PolicyReading.Invalid>(PolicyReader.Read("{}")).Errors.Count >= 10);

    [Fact]
    public void Durations_of_seconds_are_fine()
    {
        var policy = Assert.IsType<PolicyReading.Valid>(PolicyReader.Read(ReplaceFirst(Shipped, "00:15:00", "00:00:02"))).Policy;

        Assert.Equal(TimeSpan.FromSeconds(2), policy.Escalation[0].AcknowledgeWithin);
    }

    [Theory]
    [InlineData("\"lookBack\": \"1.00:00:00\",", "")]
    [InlineData("\"primeSuspectWithin\": \"02:00:00\"", "")]
    public void What_is_left_out_of_the_triage_is_as_the_runbook_says(string right, string wrong)
    {
        var triage = Assert.IsType<PolicyReading.Valid>(PolicyReader.Read(ReplaceFirst(Shipped, right, wrong))).Policy.Triage;

        Assert.Equal((TimeSpan.FromHours(24), TimeSpan.FromHours(2)), (triage.LookBack, triage.PrimeSuspectWithin));
        Assert.Equal("docs/reliability-reports", triage.ReliabilityReports?.Folder);
    }

    [Theory]
    [InlineData("\"next\"", RotationSource.OnCall)] // left out
    [InlineData("\"next\", \"source\": \"oncall\"", RotationSource.OnCall)]
    [InlineData("\"next\", \"source\": \"pagerduty\"", RotationSource.PagerDuty)]
    public void The_policy_says_whether_this_file_or_PagerDuty_leads_and_else_this_file_does(string secondary, RotationSource source) =>
        Assert.Equal(source, Assert.IsType<PolicyReading.Valid>(
            PolicyReader.Read(ReplaceFirst(Shipped, "\"next\"", secondary))).Policy.Rotation.Source);

    static string ReplaceFirst(string text, string right, string wrong)
    {
        var place = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(place >= 0, $"The policy does not contain {right}.");
        return string.Concat(text.AsSpan(0, place), wrong, text.AsSpan(place + right.Length));
    }
}
