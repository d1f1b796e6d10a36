using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Core.Processes;
using OnCall.Core.Tests.Incidents;
using static OnCall.Core.Tests.Postmortems.RecordedIncident;

namespace OnCall.Core.Tests.Postmortems;

/// <summary>What happened, in sentences that somebody can read who was not there.</summary>
public class TimelineTests
{
    [Fact]
    public void Who_was_not_there_reads_when_what_happened_who_did_it_and_under_which_rule() => Assert.Equal(
    [
        "08:42 PagerDuty: The incident began: “Cloud API answers 5xx”. PagerDuty paged primary Ada, who had until 08:57 to acknowledge. (page-starts-an-incident)",
        "08:52 the clock: Nobody on call was online 10 min after the page. (online-within-ten-minutes)",
        "08:57 the clock: Primary Ada did not acknowledge in time, so secondary Ben was paged, and had until 09:12. (escalation-chain)",
        "08:58 Ada: Ada acknowledged the page, 16 min after it. (ack-stops-the-timer)",
        "08:58 the clock: Ada was reminded that a word outward was due. (communicate-outward)",
        "08:59 Cyd: Cyd tried to page the CTO, which only whoever is on call or has the incident may. (only-who-may)",
        "09:00 Ada: Ada sent word outward: “Rolling back v2.4.0.” (communicate-outward)",
        "09:00 Ada: Ada went on with: outward word sent. Skipped until then: prod health checked, cloud server looked at, recent deploys checked, reliability reports checked. (first-ten-minutes)",
        "09:00 Ada: Ada ticked: outward word sent. (first-ten-minutes)",
        "09:01 the service itself: The service looked, prod health checked: 503 in 84 ms (first-ten-minutes)",
        "09:02 Ada: Ada set the hypothesis: “v2.4.0 of the cloud API” (declare)",
        "09:03 Cyd: Cyd pinned what Ben wrote: “The disk is full.” (audit-trail)",
        "09:04 Ada: Ada resolved the incident, 22 min after it began. (resolve-ends-the-incident)",
    ],
    Lines(new RecordedIncident().Raise().Knock(10).Knock(15).Acknowledge(16).Knock(16).Do(
        new IncidentCommand.PageUp("U0CYD", EscalationRole.Cto, "", At(17)),
        new IncidentCommand.Say("U0ADA", "Rolling back v2.4.0.", At(18)),
        new IncidentCommand.Checked([new CheckedStep(ChecklistStep.HealthChecked, "503 in 84 ms")], Actor.Service, At(19)),
        new IncidentCommand.SetHypothesis("U0ADA", "v2.4.0 of the cloud API", At(20)),
        new IncidentCommand.Pin("U0CYD", "C0LIVE/1", "U0BEN", "The disk is full.", At(21))).Resolve(22)));

    [Fact]
    public void Every_event_has_its_sentences_and_only_the_edits_of_the_declaration_have_none()
    {
        var rules = Novalien.DeciderFor(Novalien.Policy);
        Assert.All(IncidentTableTests.Events, happened => Assert.Equal(
            happened is IncidentEvent.Shown ? 0 : 1,
            Timeline.Of(
                new IncidentRecord([new RecordedEvent(happened, rules.Explain(happened))], Last: null, new RecordedIncident().Page, End: null),
                Novalien.Policy).Entries.Count(entry => entry.Sentence.Length > 0)));
    }

    [Fact]
    public void A_long_one_shows_how_it_began_and_how_it_ended_and_says_how_much_is_left_out()
    {
        var incident = new RecordedIncident().Raise().Acknowledge(1);
        for (var minute = 2; minute < 702; minute++)
            incident.Do(new IncidentCommand.SetHypothesis("U0ADA", $"guess {minute}", At(minute)));
        var timeline = Timeline.Of(incident.Resolve(703).Record, Novalien.Policy);

        Assert.Equal((Timeline.MaxFirst + Timeline.MaxLast, 203), (timeline.Entries.Count, timeline.LeftOut));
        Assert.StartsWith("The incident began", timeline.Entries[0].Sentence, StringComparison.Ordinal);
        Assert.StartsWith("Ada resolved", timeline.Entries[^1].Sentence, StringComparison.Ordinal);
        Assert.Contains("| … | _203 more are left out here_ |", incident.Markdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void One_whose_first_events_never_came_is_told_all_the_same()
    {
        var record = new RecordedIncident().Resolve(5).Record;
        Assert.Equal(
            "Ada resolved the incident (“Cloud API answers 5xx”) before anything else of it was heard.",
            Assert.Single(Timeline.Of(record, Novalien.Policy).Entries).Sentence);
        Assert.Null(IncidentRecord.Of([], Novalien.DeciderFor(Novalien.Policy)));
    }

    static IEnumerable<string> Lines(RecordedIncident incident) => Timeline.Of(incident.Record, Novalien.Policy).Entries
        .Select(entry => $"{entry.At:HH:mm} {entry.Who}: {entry.Sentence} ({entry.Rule.Id})");
}
