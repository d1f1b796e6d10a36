using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using static OnCall.Core.Tests.Silences.SilenceStory;

namespace OnCall.Core.Tests.Silences;

/// <summary>What the compiler cannot check: every command has an answer, every event a meaning, and a fixed form on disk.</summary>
public class SilenceTableTests
{
    const string StoredActor = """{"id":"person:ada","name":"Ada"}""";
    const string StoredClock = """{"id":"clock","name":"the clock"}""";
    const string StoredNow = "\"2026-01-06T08:42:00+00:00\"";
    const string StoredEnd = "\"2026-01-06T10:00:00+00:00\"";

    const string StoredSilence =
        $$"""{"number":1,"kind":"Silence","alert":"Search slow","why":"index","by":{{StoredActor}},"at":{{StoredNow}},"until":{{StoredEnd}}}""";

    const string StoredNoisy =
        $$"""{"number":2,"kind":"Noisy","alert":"Search slow","why":"index","by":{{StoredActor}},"at":{{StoredNow}}}""";

    const string StoredLifted = $$"""{"known":{{StoredSilence}},"by":{{StoredClock}},"at":{{StoredEnd}}}""";

    static readonly DateTimeOffset Now = At("2026-01-06T08:42Z");
    static readonly DateTimeOffset End = At("2026-01-06T10:00Z");
    static readonly KnownAlert Silence = new(1, SilenceKind.Silence, "Search slow", "index", Ada, Now, End);
    static readonly KnownAlert Noisy = new(2, SilenceKind.Noisy, "Search slow", "index", Ada, Now, Until: null);
    static readonly LiftedAlert Lifted = new(Silence, Actor.Clock, End);
    static readonly Effect AnEffect = new Effect.TellSilenceSet(Silence);

    static readonly SilenceBook[] Books =
    [
        SilenceBook.Empty,
        SilenceBook.Empty.With(Silence),
        SilenceBook.Empty.With(Noisy),
        SilenceBook.Empty.With(Silence).With(Noisy),
        SilenceBook.Empty.With(Silence).Without(Lifted),
    ];

    static readonly SilenceCommand[] Commands =
    [
        new SilenceCommand.Add(SilenceKind.Silence, "Search slow", "index", End, Ada, Now),
        new SilenceCommand.Lift(1, Ada, Now),
        new SilenceCommand.Refuse(AnEffect, "why", Now),
        new SilenceCommand.Overtaken(AnEffect, "why", Now),
        new SilenceCommand.WakeUp(Now),
    ];

    static readonly SilenceEvent[] Events =
    [
        new SilenceEvent.Added(Silence, Now),
        new SilenceEvent.Lifted(new LiftedAlert(Silence, Ada, Now), Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<SilenceCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<SilenceEvent>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    // One row a book: what comes of Add, Lift, Refuse, Overtaken, WakeUp. It is not due yet.
    [Theory]
    [InlineData(0, "Added", "silence-unknown", "NobodyToTell", "NobodyToTell", "NotDueYet")] // nothing stands
    [InlineData(1, "already-there", "Lifted", "NobodyToTell", "NobodyToTell", "NotDueYet")] // it is silenced
    [InlineData(2, "Added", "silence-unknown", "NobodyToTell", "NobodyToTell", "NotDueYet")] // it is noisy
    [InlineData(3, "already-there", "Lifted", "NobodyToTell", "NobodyToTell", "NotDueYet")] // it is both
    [InlineData(4, "Added", "already-lifted", "NobodyToTell", "NobodyToTell", "NotDueYet")] // it was silenced
    public void Every_command_has_an_answer_in_every_book(int book, params string[] answers) =>
        Assert.Equal(answers, Commands.Select(command => Say(Decider.Decide(Books[book], command))));

    [Theory]
    [InlineData(0, "Added", "silence-unknown", "NobodyToTell", "NobodyToTell", "NotDueYet")]
    [InlineData(1, "Lifted Added", "already-lifted", "NobodyToTell", "NobodyToTell", "Lifted")]
    [InlineData(2, "Added", "silence-unknown", "NobodyToTell", "NobodyToTell", "NotDueYet")]
    [InlineData(3, "Lifted Added", "already-lifted", "NobodyToTell", "NobodyToTell", "Lifted")]
    [InlineData(4, "Added", "already-lifted", "NobodyToTell", "NobodyToTell", "NotDueYet")]
    public void At_the_end_of_the_silence_every_command_finds_it_over(int book, params string[] answers) =>
        Assert.Equal(answers, Commands.Select(command => Say(Decider.Decide(Books[book], AtTheEnd(command)))));

    [Fact]
    public void Every_event_is_explained_by_its_actor_and_the_rule()
    {
        foreach (var happened in Events)
            Assert.Equal(new Explanation(Now, Ada, Rules.KnownNoisyAlerts), Decider.Explain(happened));
        Assert.Equal(Actor.Clock, Decider.Explain(new SilenceEvent.Lifted(Lifted, End)).By);
    }

    [Fact]
    public void What_lifts_next_is_the_deadline_and_without_one_nobody_has_to_look_after_it()
    {
        Assert.Equal([null, End, null, End, null], Books.Select(Decider.DeadlineOf));
        Assert.Equal([true, false, true, false, true], Books.Select(Decider.IsOver));

        var sooner = Noisy with { Until = Now.AddMinutes(1) };
        Assert.Equal(sooner.Until, Decider.DeadlineOf(SilenceBook.Empty.With(Silence).With(sooner)));
    }

    [Theory]
    [InlineData($$"""{"type":"added","known":{{StoredSilence}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"added","known":{{StoredNoisy}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"lifted","alert":{{StoredLifted}},"at":{{StoredEnd}}}""")]
    public void Events_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, SilenceJson.Default.SilenceEvent)!, SilenceJson.Default.SilenceEvent));

    [Theory]
    [InlineData($$"""{"type":"tell-silence-set","silence":{{StoredSilence}}}""")]
    [InlineData($$"""{"type":"tell-silence-lifted","alert":{{StoredLifted}}}""")]
    public void Effects_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, EffectJson.Default.Effect)!, EffectJson.Default.Effect));

    [Fact]
    public void The_book_is_stored_like_this()
    {
        const string Stored = $$"""{"lastNumber":2,"open":[{{StoredNoisy}}],"lifted":[{{StoredLifted}}]}""";
        var book = JsonSerializer.Deserialize(Stored, SilenceJson.Default.SilenceBook)!;

        Assert.Equal((Noisy, Lifted), (Assert.Single(book.Open), Assert.Single(book.Lifted)));
        Assert.Equal(Stored, JsonSerializer.Serialize(book, SilenceJson.Default.SilenceBook));
    }

    [Fact]
    public void A_full_book_fits_into_one_property_even_in_letters_that_JSON_escapes()
    {
        const int MaxPropertyCharacters = 32 * 1024;
        var somebody = new Actor("slack:U0123456789", "Ada Lovelace-Byron");
        var longest = new LiftedAlert(
            new KnownAlert(
                10_000, SilenceKind.Silence, new string('Ж', SilenceLimits.MaxAlertLength), new string('Ж', SilenceLimits.MaxWhyLength),
                somebody, Now.AddTicks(1), End.AddTicks(1)),
            somebody, End.AddTicks(1));
        var book = new SilenceBook(10_000, [], [.. Enumerable.Repeat(longest, SilenceBook.MaxKept)]);

        Assert.InRange(JsonSerializer.Serialize(book, SilenceJson.Default.SilenceBook).Length, 1, MaxPropertyCharacters);
    }

    static SilenceCommand AtTheEnd(SilenceCommand command) => command switch
    {
        SilenceCommand.Add add => add with { Now = End, Until = End.AddHours(1) },
        _ => command with { Now = End },
    };

    static string Say(Decision<SilenceEvent> decision) => decision switch
    {
        Decision<SilenceEvent>.Accept accept => string.Join(" ", accept.Events.Select(happened => happened.GetType().Name)),
        Decision<SilenceEvent>.Reject reject => string.Join(" ", reject.Refusals.Select(refusal => refusal.Name)),
        Decision<SilenceEvent>.Ignore ignore => $"{ignore.Reason}",
        _ => $"{decision}",
    };

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
