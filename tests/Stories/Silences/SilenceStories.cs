using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Silences;

/// <summary>Silences and noisy alerts, set over HTTP: what, why, by whom, until when; lifting is announced, once.</summary>
public class SilenceStories(AzuriteFixture azurite)
{
    const string ForTwoHours =
        """{"alert":"Gateway berlin-03 flaps","kind":"silence","why":"firmware update","for":"02:00:00","by":"ada"}""";

    const string NoisyCamera =
        """{"alert":"Camera 7 offline","kind":"noisy","why":"loose cable","by":"ben"}""";

    [Fact]
    public Task A_silence_is_said_when_it_is_set_and_once_when_its_time_is_over() => Story.TellAsync(azurite, async story =>
    {
        (await story.PostAsync("api/silences", ForTwoHours)).Expect(201,
            ("silences.0.number", "1"), ("silences.0.standing", "open"), ("silences.0.kind", "silence"),
            ("silences.0.alert", "Gateway berlin-03 flaps"), ("silences.0.why", "firmware update"), ("silences.0.by", "Ada"),
            ("silences.0.setAt", "2026-01-06T08:42:00+00:00"), ("silences.0.until", "2026-01-06T10:42:00+00:00"));
        story.Expect(Place.OnCallChannel, "Silenced until", "11:42", "Gateway berlin-03 flaps", "Ada", "firmware update");

        await story.AfterMinutesAsync(119);
        await story.AfterMinutesAsync(1);
        story.Expect(Place.OnCallChannel, "No longer silenced: Gateway berlin-03 flaps", "over at", "Ada");
        (await story.GetAsync("api/silences")).Expect(200,
            ("silences.0.standing", "lifted"), ("silences.0.lifted.by", "the clock"), ("silences.0.lifted.at", "2026-01-06T10:42:00+00:00"));
        await story.AfterMinutesAsync(60);
    });

    [Fact]
    public Task Lifted_early_it_is_said_by_whom_and_its_end_passes_in_silence() => Story.TellAsync(azurite, async story =>
    {
        await story.PostAsync("api/silences", ForTwoHours);
        story.Expect(Place.OnCallChannel, "Silenced until");
        await story.AfterMinutesAsync(10);

        (await story.CallAsync("DELETE", "api/silences/1?by=ben")).Expect(200,
            ("silences.0.standing", "lifted"), ("silences.0.lifted.by", "Ben"), ("silences.0.lifted.at", "2026-01-06T08:52:00+00:00"));
        story.Expect(Place.OnCallChannel, "No longer silenced: Gateway berlin-03 flaps", "Ben lifted it at", "planned was");
        await story.AfterMinutesAsync(120);
    });

    [Fact]
    public Task A_noisy_alert_is_listed_until_somebody_lifts_it() => Story.TellAsync(azurite, async story =>
    {
        Assert.Equal("""{"silences":[]}""", (await story.GetAsync("api/silences")).Body);
        (await story.PostAsync("api/silences", NoisyCamera)).Expect(201,
            ("silences.0.number", "1"), ("silences.0.kind", "noisy"), ("silences.0.until", ""));
        await story.PostAsync("api/silences", ForTwoHours);
        story.Expect(Place.OnCallChannel, "Silenced until");

        (await story.GetAsync("api/silences")).Expect(200, ("silences.0.number", "1"), ("silences.1.number", "2"));
        (await story.GetAsync("api/silences/2")).Expect(200, ("silences.0.alert", "Gateway berlin-03 flaps"));
        (await story.GetAsync("api/silences/3")).Expect(404).Says("There is no silence 3");

        (await story.CallAsync("DELETE", "api/silences/1?by=ada")).Expect(200,
            ("silences.0.number", "2"), ("silences.0.standing", "open"), ("silences.1.number", "1"), ("silences.1.standing", "lifted"));
        story.Expect(Place.OnCallChannel, "No longer watched as noisy: Camera 7 offline", "Ada lifted it at");
        (await story.GetAsync("api/silences/1")).Expect(200, ("silences.0.standing", "lifted"));
    });

    [Fact]
    public Task While_Slack_is_away_nothing_is_lost_and_nothing_is_said_twice() => Story.TellAsync(azurite, async story =>
    {
        await story.PostAsync("api/silences", ForTwoHours);
        story.Expect(Place.OnCallChannel, "Silenced until");
        await story.AfterMinutesAsync(110);
        story.Stage.Slack.GoDown();
        await story.AfterMinutesAsync(30);

        story.Stage.Slack.ComeBack();
        await story.AfterMinutesAsync(10);
        story.Expect(Place.OnCallChannel, "No longer silenced: Gateway berlin-03 flaps", "over at", "11:42");
        await story.AfterMinutesAsync(30);
    });

    [Fact]
    public Task Lifted_twice_at_once_it_is_lifted_once_and_said_once() => Story.TellAsync(azurite, async story =>
    {
        await story.PostAsync("api/silences", ForTwoHours);
        story.Expect(Place.OnCallChannel, "Silenced until");

        var answers = await Task.WhenAll(
            story.CallAsync("DELETE", "api/silences/1?by=ben"), story.CallAsync("DELETE", "api/silences/1?by=ben"));
        Assert.Equal([200, 422], answers.Select(answer => answer.Status).Order());
        Assert.Single(answers, answer => answer.Status == 422).Says("number: silence 1 was lifted by Ben", "nothing is left to do");
        story.Expect(Place.OnCallChannel, "No longer silenced", "Ben lifted it");

        (await story.CallAsync("DELETE", "api/silences/1?by=ada")).Expect(422, ("refusals.0.name", "already-lifted"), ("refusals.0.field", "number"));
    });

    [Fact]
    public Task Two_people_at_once_get_two_numbers_and_the_same_alert_one() => Story.TellAsync(azurite, async story =>
    {
        var answers = await Task.WhenAll(
            story.PostAsync("api/silences", ForTwoHours), story.PostAsync("api/silences", NoisyCamera), story.PostAsync("api/silences", ForTwoHours));
        Assert.Equal([201, 201, 422], answers.Select(answer => answer.Status).Order());
        Assert.Equal(["1", "2"], answers.Where(answer => answer.Status == 201).Select(answer => answer["silences.0.number"]!).Order());
        Assert.Single(answers, answer => answer.Status == 422).Says("stands for it already, until Tue 2026-01-06 11:42 +01:00");
        story.Expect(Place.OnCallChannel, "Silenced until");
    });

    [Fact]
    public Task What_cannot_be_set_is_refused_with_every_field_and_nothing_is_stored() => Story.TellAsync(azurite, async story =>
    {
        foreach (var (body, name, field, says) in new[]
        {
            // What the rules refuse.
            ("""{"kind":"noisy","why":"x","by":"ada"}""", "alert-missing", "alert", "say it in a few words"),
            ("""{"alert":"x","kind":"noisy","by":"ada"}""", "why-missing", "why", "say it in a few words"),
            ("""{"alert":"x","kind":"silence","why":"x","by":"ada"}""", "end-missing", "until", "at most 30 days from now"),
            ("""{"alert":"x","kind":"silence","why":"x","until":"2026-01-06T09:42+01:00","by":"ada"}""", "in-the-past", "until", "give an end that is to come"),
            ("""{"alert":"x","kind":"silence","why":"x","for":"30.00:00:01","by":"ada"}""", "too-long", "until", "more than 30 days away"),
            ("""{"alert":"x","kind":"silence","why":"x","for":"10675199.02:48:05.4775807","by":"ada"}""", "too-long", "until", "9999-12-31"),
            ("""{"alert":"x","kind":"noisy","why":"x","for":"367.00:00:00","by":"ada"}""", "too-far-ahead", "until", "leave it out"),
            // What cannot be handed to them.
            ("{}", "by-missing", "by", "one of ada, ben"),
            ("""{"alert":"x","kind":"noisy","why":"x","by":"zed"}""", "by-unknown", "by", "known are ada"),
            ("""{"alert":"x","why":"x","by":"ada"}""", "kind-unknown", "kind", "none of silence, noisy"),
            ("""{"alert":"x","kind":"Silence","why":"x","by":"ada"}""", "kind-unknown", "kind", "none of silence, noisy"),
            ("""{"alert":"x","kind":"silence","why":"x","until":"tomorrow","by":"ada"}""", "no-instant", "until", "write date, time and offset"),
            ("""{"alert":"x","kind":"silence","why":"x","until":"","by":"ada"}""", "instant-missing", "until", "write date, time and offset"),
            ("""{"alert":"x","kind":"silence","why":"x","for":"2h","by":"ada"}""", "no-duration", "for", "such as 02:00:00"),
            ("""{"alert":"x","kind":"silence","why":"x","for":"-02:00:00","by":"ada"}""", "no-duration", "for", "is no time to come"),
            ("""{"alert":"x","kind":"silence","why":"x","until":"2026-01-07T00:00Z","for":"02:00:00","by":"ada"}""", "both", "for", "write only one of them"),
            ("""{"alert":"x","kind":"noisy","why":"x","till":"2026-01-07T00:00Z","by":"ada"}""", "unknown-field", "till", "mend its name"),
        })
        {
            var answer = (await story.PostAsync("api/silences", body)).Expect(422).Says(says);
            Assert.Contains($$"""{"name":"{{name}}","field":"{{field}}","text":""", answer.Body, StringComparison.Ordinal);
        }

        (await story.CallAsync("DELETE", "api/silences/1")).Expect(422, ("refusals.0.name", "by-missing"));
        (await story.CallAsync("DELETE", "api/silences/1?by=ada")).Expect(422, ("refusals.0.name", "silence-unknown"));
        Assert.Equal("""{"silences":[]}""", (await story.GetAsync("api/silences")).Body);
    });

    [Fact]
    public Task What_cannot_be_read_at_all_is_refused_with_the_place() => Story.TellAsync(azurite, async story =>
    {
        foreach (var (method, path, body, says) in new[]
        {
            ("POST", "api/silences", "", "The body cannot be read (line 1)"),
            ("POST", "api/silences", "[]", "The body cannot be read (line 1)"),
            ("POST", "api/silences", "null", "The body is null; write an object with alert, kind, why"),
            ("POST", "api/silences", "{\n\"for\":120}", "The body cannot be read at for (line 2)"),
            ("POST", "api/silences/1", ForTwoHours, "A new silence gets its number here"),
            ("DELETE", "api/silences?by=ada", null, "Which one?"),
            ("DELETE", "api/silences/one?by=ada", null, "is no number of a silence"),
            ("GET", "api/silences/-1", null, "is no number of a silence"),
        })
            (await story.CallAsync(method, path, body)).Expect(400).Says(says);
        Assert.Equal(404, (await story.CallAsync("PUT", "api/silences/1", ForTwoHours)).Status);
        Assert.Equal(401, (await story.CallAsync("POST", "api/silences", ForTwoHours, key: null)).Status);
    });

    [Fact]
    public Task While_storage_is_away_nobody_is_told_that_nothing_is_silenced() => Story.TellAsync(azurite, async story =>
    {
        (await story.GetAsync("api/silences")).Expect(503).Says("Storage cannot be reached");
        (await story.PostAsync("api/silences", ForTwoHours)).Expect(503).Says("Nothing was lost: send it again");
        (await story.CallAsync("DELETE", "api/silences/1?by=ada")).Expect(503);
    },
    // Nothing listens on port 1.
    ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;"));
}
