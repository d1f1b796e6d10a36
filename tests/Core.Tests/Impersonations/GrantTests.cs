using System.Globalization;
using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Impersonations;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Impersonations;

/// <summary>Which grants are ours is kept while they run and a week longer.</summary>
public class GrantTests
{
    const string StoredGrant =
        """{"id":"g1","incident":"P1","requesterEmail":"ada@novalien.com","orgId":"o1","mintedAt":"2026-01-06T08:42:00+00:00","endsAt":"2026-01-06T09:12:00+00:00"}""";

    static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-01-06T08:42Z", CultureInfo.InvariantCulture);
    static readonly GrantDecider Decider = new();
    static readonly Actor Ada = Actor.Of(Novalien.Ada);

    [Fact]
    public void A_grant_is_found_until_a_week_after_its_end()
    {
        var book = Record(GrantBook.Empty, Of("g1"), Now);
        Assert.Equal(Of("g1"), book.Find("g1"));
        Assert.Null(book.Find("g2"));

        var later = Of("g2").EndsAt + GrantBook.KeptWhenEnded;
        Assert.NotNull(Record(book, Of("g2"), later.AddTicks(-1)).Find("g1"));
        Assert.Null(Record(book, Of("g2"), later).Find("g1"));
    }

    [Fact]
    public void Ended_before_its_time_it_ends_then()
    {
        var book = Record(GrantBook.Empty, Of("g1"), Now);
        var ended = Evolve(book, Decider.Decide(book, new GrantCommand.End("g1", Ada, Now.AddMinutes(5))));
        Assert.Equal(Now.AddMinutes(5), ended.Find("g1")!.EndsAt);
        Assert.Equal("Over", Say(ended, new GrantCommand.End("g1", Ada, Now.AddMinutes(5))));
    }

    [Fact]
    public void Every_command_has_an_answer()
    {
        var book = Record(GrantBook.Empty, Of("g1"), Now);
        var effect = new Effect.TellNotice("what", "advice", Now);
        GrantCommand[] commands =
        [
            new GrantCommand.Record(Of("g1"), Ada, Now), new GrantCommand.Record(Of("g2"), Ada, Now), new GrantCommand.End("g1", Ada, Now),
            new GrantCommand.End("g2", Ada, Now), new GrantCommand.Refuse(effect, "why", Now), new GrantCommand.Overtaken(effect, "why", Now),
            new GrantCommand.WakeUp(Now),
        ];
        Assert.Equal(
            typeof(GrantCommand).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(GrantCommand))).ToHashSet(),
            commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(
            ["AlreadyRecorded", "Recorded", "Ended", "grant-unknown", "NobodyToTell", "NobodyToTell", "NotDueYet"],
            commands.Select(command => Say(book, command)));
        Assert.Equal((true, null), (Decider.IsOver(book), Decider.DeadlineOf(book)));
    }

    [Fact]
    public void What_runs_is_never_forgotten_and_more_than_fit_are_refused()
    {
        var book = Record(GrantBook.Empty, Of("old") with { EndsAt = Now }, Now);
        for (var number = 1; number <= GrantBook.MaxKept; number++)
            book = Record(book, Of($"g{number}"), Now);

        Assert.Equal(GrantBook.MaxKept, book.Grants.Count);
        Assert.Null(book.Find("old"));
        Assert.Equal("too-many", Say(book, new GrantCommand.Record(Of("more"), Ada, Now)));
        Assert.Equal("Recorded", Say(book, new GrantCommand.Record(Of("more"), Ada, Of("g1").EndsAt)));
    }

    [Theory]
    [InlineData($$"""{"type":"recorded","grant":{{StoredGrant}},"by":{"id":"person:ada","name":"Ada"},"at":"2026-01-06T08:42:00+00:00"}""")]
    [InlineData("""{"type":"ended","id":"g1","by":{"id":"person:ada","name":"Ada"},"at":"2026-01-06T08:42:00+00:00"}""")]
    public void Events_are_stored_like_this(string stored)
    {
        var happened = JsonSerializer.Deserialize(stored, GrantJson.Default.GrantEvent)!;
        Assert.Equal(stored, JsonSerializer.Serialize(happened, GrantJson.Default.GrantEvent));
        Assert.Equal(new Explanation(Now, Ada, Rules.SecurityEvent), Decider.Explain(happened));
        Assert.Empty(Decider.EffectsOf(happened));
    }

    [Fact]
    public void A_full_book_fits_into_one_property()
    {
        const int MaxPropertyCharacters = 32 * 1024;
        const string Stored = $$"""{"grants":[{{StoredGrant}}]}""";
        Assert.Equal(Stored, JsonSerializer.Serialize(
            JsonSerializer.Deserialize(Stored, GrantJson.Default.GrantBook)!, GrantJson.Default.GrantBook));
        var longest = new Grant(
            new string('g', 100), new IncidentId(new string('P', 50)), new string('e', 150), new string('o', 100), Now.AddTicks(1), Now.AddTicks(1));
        Assert.InRange(
            JsonSerializer.Serialize(
                new GrantBook([.. Enumerable.Repeat(longest, GrantBook.MaxKept)]), GrantJson.Default.GrantBook).Length,
            1, MaxPropertyCharacters);
    }

    static Grant Of(string id) => new(id, new IncidentId("P1"), "ada@novalien.com", "o1", Now, Now.AddMinutes(30));

    static GrantBook Record(GrantBook book, Grant grant, DateTimeOffset now) =>
        Evolve(book, Decider.Decide(book, new GrantCommand.Record(grant, Ada, now)));

    static GrantBook Evolve(GrantBook book, Decision<GrantEvent> decision) =>
        Assert.IsType<Decision<GrantEvent>.Accept>(decision).Events.Aggregate(book, Decider.Evolve);

    static string Say(GrantBook book, GrantCommand command) => Decider.Decide(book, command) switch
    {
        Decision<GrantEvent>.Accept accept => string.Join(" ", accept.Events.Select(happened => happened.GetType().Name)),
        Decision<GrantEvent>.Reject reject => string.Join(" ", reject.Refusals.Select(refusal => refusal.Name)),
        Decision<GrantEvent>.Ignore ignore => $"{ignore.Reason}",
        var other => $"{other}",
    };
}
