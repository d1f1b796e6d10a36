using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Rotation;

/// <summary>Overrides and swaps, set over HTTP: effective the moment they are stored.</summary>
public class OverrideStories(AzuriteFixture azurite)
{
    const string CydForBen =
        """{"role":"secondary","person":"cyd","to":"2026-01-06T20:00Z","why":"dentist","by":"lea"}""";

    static readonly DateTimeOffset AMinuteBeforeTheHandover = new(2026, 1, 12, 8, 59, 0, TimeSpan.Zero);

    [Fact]
    public Task An_override_stored_over_HTTP_changes_who_is_escalated_to_in_the_next_minute() => Story.TellAsync(azurite, async story =>
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
        await story.AfterMinutesAsync(14);
        story.ExpectNobodyOnline("Ada");

        (await story.PostAsync("api/overrides", CydForBen)).Expect(201,
            ("overrides.0.number", "1"), ("overrides.0.standing", "in force"), ("overrides.0.role", "secondary"),
            ("overrides.0.person.id", "cyd"), ("overrides.0.person.slack", "U0CYD"),
            ("overrides.0.from", "2026-01-06T08:56:00+00:00"), ("overrides.0.to", "2026-01-06T20:00:00+00:00"),
            ("overrides.0.why", "dentist"), ("overrides.0.by", "Lea"), ("overrides.0.setAt", "2026-01-06T08:56:00+00:00"));
        story.Stage.PagerDuty.OnCalls.Put(2, story.Stage.Person("cyd"));

        await story.AfterMinutesAsync(1);
        story.ExpectPaging("Cyd", level: 2);
        await story.ResolveAsync("cyd");
        story.ExpectResolved("Cyd");
    });

    [Fact]
    public Task Set_a_minute_before_the_handover_it_counts_at_the_handover() => Story.TellFromAsync(azurite, AMinuteBeforeTheHandover, async story =>
    {
        (await story.GetAsync("api/oncall?at=2026-01-12T09:00Z")).Expect(200, ("primary.person.id", "ben"));
        (await story.PostAsync("api/overrides",
            """{"role":"primary","person":"lea","from":"2026-01-12T10:00+01:00","to":"2026-01-19T10:00+01:00","why":"Ben is ill","by":"tom"}"""))
            .Expect(201, ("overrides.0.standing", "to come"));
        story.Stage.PagerDuty.OnCalls.Put(1, story.Stage.Person("lea"));

        (await story.GetAsync("api/oncall")).Expect(200,
            ("primary.sentence", "Ada is primary until Mon 2026-01-12 10:00 +01:00: the rotation's turn."));
        await story.AfterMinutesAsync(1);
        story.Expect(Place.OnCallChannel, "Handover: Ada → Lea", "@Lea, please read this");
        (await story.GetAsync("api/oncall")).Expect(200,
            ("primary.person.id", "lea"), ("primary.from", "2026-01-12T09:00:00+00:00"), ("primary.until", "2026-01-19T09:00:00+00:00"),
            ("primary.why.kind", "override"), ("primary.why.number", "1"), ("primary.why.by", "Tom"), ("primary.why.because", "Ben is ill"),
            ("primary.sentence", "Lea is primary until Mon 2026-01-19 10:00 +01:00: override 1 by Tom (Ben is ill)."),
            ("secondary.person.id", "cyd"));

        story.Stage.PagerDuty.Trigger("Cloud API answers 5xx");
        await story.Stage.SettleAsync(TestContext.Current.CancellationToken);
        story.Expect(Place.PagerDuty, "pages Lea (level 1)").Expect(Place.Channel, "Incident declared", "@Lea", "Cyd");
    });

    [Fact]
    public Task Two_people_swap_a_night_and_both_turns_say_so() => Story.TellAsync(azurite, async story =>
    {
        (await story.PostAsync("api/overrides", """
            {
              "first": { "role": "primary", "person": "ada", "from": "2026-01-08T17:00Z", "to": "2026-01-09T09:00Z" },
              "second": { "role": "secondary", "person": "cyd", "from": "2026-01-15T17:00Z", "to": "2026-01-16T09:00Z" },
              "why": "concert", "by": "ada"
            }
            """)).Expect(201,
            ("overrides.0.number", "1"), ("overrides.0.person.id", "cyd"), ("overrides.0.swappedWith.id", "ada"),
            ("overrides.1.number", "1"), ("overrides.1.person.id", "ada"), ("overrides.1.role", "secondary"));

        (await story.GetAsync("api/oncall?at=2026-01-08T17:00Z")).Expect(200,
            ("primary.why.kind", "swap"), ("primary.why.with.id", "ada"),
            ("primary.sentence", "Cyd is primary until Fri 2026-01-09 10:00 +01:00: swap 1 with Ada by Ada (concert)."));
    });

    [Fact]
    public Task What_is_set_is_listed_and_removed_it_is_over() => Story.TellAsync(azurite, async story =>
    {
        (await story.GetAsync("api/overrides")).Expect(200);
        Assert.Equal("""{"overrides":[]}""", (await story.GetAsync("api/overrides")).Body);
        await story.PostAsync("api/overrides", CydForBen);
        (await story.GetAsync("api/overrides")).Expect(200, ("overrides.0.number", "1"), ("overrides.0.standing", "in force"));
        (await story.GetAsync("api/overrides/1")).Expect(200, ("overrides.0.number", "1"));
        (await story.GetAsync("api/overrides/2")).Expect(404).Says("There is no override 2");

        await story.AfterMinutesAsync(1);
        (await story.CallAsync("DELETE", "api/overrides/1")).Expect(422, ("refusals.0.field", "by"));
        (await story.CallAsync("DELETE", "api/overrides/1?by=ben")).Expect(200,
            ("overrides.0.standing", "over"), ("overrides.0.to", "2026-01-06T08:43:00+00:00"));
        (await story.GetAsync("api/oncall")).Expect(200, ("secondary.person.id", "ben"));
        (await story.CallAsync("DELETE", "api/overrides/1?by=ben")).Expect(422,
            ("refusals.0.name", "override-unknown"), ("refusals.0.field", "number"));
    });

    [Fact]
    public Task What_cannot_be_set_is_refused_with_every_field_and_nothing_is_stored() => Story.TellAsync(azurite, async story =>
    {
        foreach (var (body, name, field, says) in new[]
        {
            // What the rules refuse.
            ("""{"role":"primary","person":"zed","to":"2026-01-07T00:00Z","why":"x","by":"lea"}""", "person-unknown", "person", "known are ada, ben"),
            ("""{"role":"primary","person":"cyd","to":"2026-01-06T08:00Z","why":"x","by":"lea"}""", "empty-time", "to", "is not after"),
            ("""{"role":"primary","person":"ben","to":"2026-01-07T00:00Z","why":"x","by":"lea"}""", "double-shift", "person", "primary and secondary at once"),
            ("""{"role":"primary","person":"cyd","to":"2026-01-07T00:00Z","by":"lea"}""", "why-missing", "why", "say it in a few words"),
            // What cannot be handed to them.
            ("{}", "by-missing", "by", "one of ada, ben"),
            ("""{"role":"primary","person":"cyd","to":"2026-01-07T00:00Z","why":"x","by":"zed"}""", "by-unknown", "by", "known are ada"),
            ("""{"role":"boss","person":"cyd","to":"2026-01-07T00:00Z","why":"x","by":"lea"}""", "role-unknown", "role", "none of primary, secondary"),
            ("""{"role":"primary","to":"2026-01-07T00:00Z","why":"x","by":"lea"}""", "person-missing", "person", "say who is on call"),
            ("""{"role":"primary","person":"cyd","why":"x","by":"lea"}""", "instant-missing", "to", "2026-01-12T09:00Z"),
            ("""{"role":"primary","person":"cyd","to":"2026-01-07 00:00","why":"x","by":"lea"}""", "no-instant", "to", "write date, time and offset"),
            ("""{"role":"primary","person":"cyd","till":"2026-01-07T00:00Z","why":"x","by":"lea"}""", "unknown-field", "till", "mend its name"),
            ("""{"first":{},"role":"primary","why":"x","by":"lea"}""", "both", "", "an override and a swap"),
            ("""{"first":{"role":"primary","person":"ada","to":"2026-01-07T00:00Z"},"why":"x","by":"lea"}""", "part-missing", "second", "two parts"),
        })
        {
            var answer = (await story.PostAsync("api/overrides", body)).Expect(422).Says(says);
            Assert.Contains($$"""{"name":"{{name}}","field":"{{field}}","text":""", answer.Body, StringComparison.Ordinal);
        }

        Assert.Equal("""{"overrides":[]}""", (await story.GetAsync("api/overrides")).Body);
    });

    [Fact]
    public Task What_cannot_be_read_at_all_is_refused_with_the_place() => Story.TellAsync(azurite, async story =>
    {
        foreach (var (method, path, body, says) in new[]
        {
            ("POST", "api/overrides", "", "The body cannot be read (line 1)"),
            ("POST", "api/overrides", "role=primary", "The body cannot be read (line 1)"),
            ("POST", "api/overrides", "[]", "The body cannot be read (line 1)"),
            ("POST", "api/overrides", "null", "The body is null"),
            ("POST", "api/overrides", "{\n\"first\":{\"role\":1}}", "The body cannot be read at first.role (line 2)"),
            ("POST", "api/overrides/1", CydForBen, "A new override gets its number here"),
            ("DELETE", "api/overrides?by=lea", null, "Which one?"),
            ("DELETE", "api/overrides/one?by=lea", null, "is no number of an override"),
            ("GET", "api/overrides/-1", null, "is no number of an override"),
        })
            (await story.CallAsync(method, path, body)).Expect(400).Says(says);
        Assert.Equal(404, (await story.CallAsync("PUT", "api/overrides/1", CydForBen)).Status);
    });
}
