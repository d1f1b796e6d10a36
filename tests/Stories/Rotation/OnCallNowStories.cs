using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Rotation;

/// <summary>Who is on call, until when, and why: asked over HTTP.</summary>
public class OnCallNowStories(AzuriteFixture azurite)
{
    [Fact]
    public Task Whoever_asks_is_told_who_is_on_call_until_when_and_why() => Story.TellAsync(azurite, async story =>
        (await story.GetAsync("api/oncall")).Expect(200,
            ("at", "2026-01-06T08:42:00+00:00"), ("zone", "Europe/Berlin"), ("overridesReadAt", "2026-01-06T08:42:00+00:00"),
            ("primary.person.id", "ada"), ("primary.person.name", "Ada"), ("primary.person.slack", "U0ADA"),
            ("primary.from", "2026-01-05T09:00:00+00:00"), ("primary.until", "2026-01-12T09:00:00+00:00"),
            ("primary.why.kind", "rotation"),
            ("primary.sentence", "Ada is primary until Mon 2026-01-12 10:00 +01:00: the rotation's turn."),
            ("secondary.person.id", "ben"),
            ("secondary.sentence", "Ben is secondary until Mon 2026-01-12 10:00 +01:00: the rotation's turn.")));

    [Fact]
    public Task Any_instant_can_be_asked_for_that_says_its_offset() => Story.TellAsync(azurite, async story =>
    {
        (await story.GetAsync("api/oncall?at=2026-01-12T08:59:59.999Z")).Expect(200, ("primary.person.id", "ada"));
        (await story.GetAsync("api/oncall?at=2026-01-12T09:00Z")).Expect(200, ("primary.person.id", "ben"));
        (await story.GetAsync("api/oncall?at=2026-01-12T10:00:00%2B01:00")).Expect(200, ("primary.person.id", "ben"));
        (await story.GetAsync("api/oncall?at=2026-01-12T09:59+01:00")).Expect(200, // a plus that nobody escaped
            ("primary.person.id", "ada"), ("at", "2026-01-12T08:59:00+00:00"));
        (await story.GetAsync("api/oncall?at=")).Expect(200, ("at", "2026-01-06T08:42:00+00:00"));
    });

    [Fact]
    public Task What_is_no_instant_is_refused_with_what_where_and_how_to_mend_it() => Story.TellAsync(azurite, async story =>
    {
        foreach (var (at, says) in new[]
        {
            ("tomorrow", "at: 'tomorrow' is no instant; write date, time and offset, such as 2026-01-12T09:00Z"),
            ("2026-01-12", "is no instant"),
            ("2026-01-12T10:00", "is no instant"), // of which zone?
            ("2026-02-30T10:00Z", "is no instant"),
            ("2026-01-12T09:00Z&at=2026-01-13T09:00Z", "is no instant"), // which of the two?
            ("0001-01-01T00:00Z", "at: is more than 14 days ago"),
            ("2025-12-23T08:41Z", "at: is more than 14 days ago"),
            ("2027-01-08T08:42Z", "at: is more than 366 days ahead"),
            ("9999-12-31T23:59:59Z", "at: is more than 366 days ahead"),
        })
            (await story.GetAsync($"api/oncall?at={at}")).Expect(400).Says(says);
        (await story.GetAsync($"api/oncall?at={new string('x', 5000)}")).Expect(400).Says("xxx…' is no instant");
    });

    [Fact]
    public Task Without_the_key_nobody_is_told() => Story.TellAsync(azurite, async story =>
    {
        Assert.Equal(401, (await story.CallAsync("GET", "api/oncall", key: null)).Status);
        Assert.Equal(401, (await story.CallAsync("POST", "api/overrides", "{}", key: "wrong")).Status);
    });

    [Fact]
    public Task While_storage_is_away_the_rotation_is_told_and_that_overrides_are_not_known() => Story.TellAsync(azurite, async story =>
    {
        (await story.GetAsync("api/oncall")).Expect(200, ("primary.person.id", "ada"), ("overridesReadAt", ""));
        (await story.GetAsync("api/overrides")).Expect(503).Says("Storage cannot be reached");
    },
    // Nothing listens on port 1.
    ("AzureWebJobsStorage", "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;TableEndpoint=http://127.0.0.1:1/away;"));
}
