using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Noise.NoiseStory;

namespace OnCall.Core.Tests.Noise;

/// <summary>What the compiler cannot check: every command has an answer, every event a meaning, and a fixed form on disk.</summary>
public class NoiseTableTests
{
    const string StoredNow = "\"2026-01-06T09:00:00+00:00\"";
    const string StoredEnd = "\"2026-01-06T09:15:00+00:00\"";
    const string StoredReport =
        $$"""{"rule":"gateway-offline","what":"gateway-offline was seen","whyNoPage":"it is one of many","at":{{StoredNow}}}""";

    const string StoredSentence = $$"""{"what":"gateway-offline was seen","at":{{StoredNow}}}""";

    const string StoredBundle =
        $$"""{"rule":"gateway-offline","count":1,"first":{{StoredNow}},"last":{{StoredNow}},"whyNoPage":"it is one of many","newest":[{{StoredSentence}}],"until":{{StoredEnd}}}""";

    const string StoredSilenced =
        $$"""{"rule":"gateway-offline","count":1,"first":{{StoredNow}},"last":{{StoredNow}},"whyNoPage":"it is one of many","newest":[{{StoredSentence}}],"until":{{StoredEnd}},"silencedUntil":{{StoredEnd}}}""";

    static readonly DateTimeOffset Now = At("2026-01-06T09:00Z");
    static readonly DateTimeOffset End = At("2026-01-06T09:15Z");
    static readonly NoiseReport Report = ReportAt(Now);
    static readonly NoiseBundle Bundle = NoiseBundle.Of(Report, End, silencedUntil: null);
    static readonly NoiseDecider Decider = DeciderFor(Novalien.Policy);
    static readonly Effect Said = new Effect.TellNoiseBundle(Bundle, End);

    static readonly NoiseBook[] Books =
    [
        NoiseBook.Empty,
        NoiseBook.Empty.Opened([new SaidRule(Report.Rule, Now.AddMinutes(-1), End)], Now),
        NoiseBook.Empty.With([Bundle]),
        NoiseBook.Empty.With([Bundle with { Until = Now }]),
        NoiseBook.Empty.Remember([Bundle], Now) with { RefusalToldAt = Now },
    ];

    static readonly NoiseCommand[] Commands =
    [
        new NoiseCommand.Take([new HeardNoise(Report, null)], Now),
        new NoiseCommand.Take([], Now),
        new NoiseCommand.Refuse(Said, "why", Now),
        new NoiseCommand.Refuse(new Effect.TellNotice("what", "advice", Now), "why", Now),
        new NoiseCommand.Overtaken(Said, "why", Now),
        new NoiseCommand.WakeUp(Now),
    ];

    static readonly NoiseEvent[] Events =
    [
        new NoiseEvent.SaidAtOnce(Report, End, Now),
        new NoiseEvent.Held(Report, End, null, Now),
        new NoiseEvent.BundleSaid(Bundle, End, Now),
        new NoiseEvent.DigestSaid([Bundle], null, Now),
        new NoiseEvent.HeldOver([Bundle.Rule], End, Now),
        new NoiseEvent.SayingRefused([Bundle], "why", End, IsNews: true, Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<NoiseCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<NoiseEvent>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    // One row a book: what comes of Take, Take of nothing, Refuse of noise, Refuse of the notice, Overtaken, WakeUp.
    [Theory]
    [InlineData(0, "SaidAtOnce", "NothingThere", "SayingRefused", "NobodyToTell", "NobodyToTell", "NotDueYet")] // nothing was reported
    [InlineData(1, "Held", "NothingThere", "SayingRefused", "NobodyToTell", "NobodyToTell", "NotDueYet")] // just said
    [InlineData(2, "SaidAtOnce", "NothingThere", "SayingRefused", "NobodyToTell", "NobodyToTell", "NotDueYet")] // waits
    [InlineData(3, "BundleSaid Held", "NothingThere", "SayingRefused", "NobodyToTell", "NobodyToTell", "BundleSaid")] // due
    [InlineData(4, "SaidAtOnce", "NothingThere", "SayingRefused", "NobodyToTell", "NobodyToTell", "NotDueYet")] // said, refused
    public void Every_command_has_an_answer_in_every_book(int book, params string[] answers) =>
        Assert.Equal(answers, Commands.Select(command => Say(Decider.Decide(Books[book], command))));

    [Fact]
    public void Every_event_is_explained_by_its_actor_and_the_rule() => Assert.Equal(
        [Actor.Service, Actor.Service, Actor.Clock, Actor.Clock, Actor.Clock, Actor.Slack],
        Events.Select(happened =>
        {
            var why = Decider.Explain(happened);
            Assert.Equal((Now, Rules.NoiseInBusinessHours), (why.At, why.Rule));
            return why.By;
        }));

    [Theory]
    [InlineData($$"""{"type":"said-at-once","report":{{StoredReport}},"bundledUntil":{{StoredEnd}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"held","report":{{StoredReport}},"until":{{StoredEnd}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"held","report":{{StoredReport}},"until":{{StoredEnd}},"silencedUntil":{{StoredEnd}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"bundle-said","bundle":{{StoredBundle}},"bundledUntil":{{StoredEnd}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"digest-said","bundles":[{{StoredSilenced}}],"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"digest-said","bundles":[{{StoredBundle}}],"bundledUntil":{{StoredEnd}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"held-over","rules":["gateway-offline"],"until":{{StoredEnd}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"saying-refused","bundles":[{{StoredBundle}}],"why":"is_archived","until":{{StoredEnd}},"isNews":true,"at":{{StoredNow}}}""")]
    public void Events_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, NoiseJson.Default.NoiseEvent)!, NoiseJson.Default.NoiseEvent));

    [Theory]
    [InlineData($$"""{"type":"tell-noise","bundle":{{StoredBundle}},"furtherAt":{{StoredEnd}}}""")]
    [InlineData($$"""{"type":"tell-noise-bundle","bundle":{{StoredBundle}},"furtherAt":{{StoredEnd}}}""")]
    [InlineData($$"""{"type":"tell-digest","held":[{{StoredSilenced}}],"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"report-noise","report":{{StoredReport}}}""")]
    public void Effects_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, EffectJson.Default.Effect)!, EffectJson.Default.Effect));

    [Fact]
    public void The_book_is_stored_like_this()
    {
        const string SaidRule = $$"""{"rule":"gateway-offline","at":{{StoredNow}},"until":{{StoredEnd}}}""";
        const string Count = $$"""{"rule":"gateway-offline","count":1,"first":{{StoredNow}},"last":{{StoredNow}}}""";
        const string Latest = $$"""{"at":{{StoredNow}},"reports":1,"rules":[{{Count}}]}""";
        const string Stored =
            $$"""{"reported":3,"said":2,"waiting":[{{StoredBundle}}],"open":[{{SaidRule}}],"latest":[{{Latest}}],"refusalToldAt":{{StoredNow}}}""";
        Assert.Equal(Stored, JsonSerializer.Serialize(
            JsonSerializer.Deserialize(Stored, NoiseJson.Default.NoiseBook)!, NoiseJson.Default.NoiseBook));
    }

    [Fact]
    public void A_full_book_and_a_digest_that_Slack_has_not_taken_fit_into_one_row_even_in_letters_that_JSON_escapes()
    {
        // Azure takes 1 MiB a row, at two bytes a character; something is left for what is said at once meanwhile.
        const int MaxCharacters = 450_000;
        var book = FullBook();
        var stored = JsonSerializer.Serialize(book, NoiseJson.Default.NoiseBook).Length
            + JsonSerializer.Serialize(new Effect.TellDigest(book.Waiting, Now), EffectJson.Default.Effect).Length;

        Assert.InRange(stored, MaxCharacters / 2, MaxCharacters);
    }

    static NoiseBook FullBook()
    {
        var url = new Uri($"https://x.example/{new string('z', NoiseLimits.MaxUrlLength - 18)}");
        var take = Enumerable.Range(0, (NoiseLimits.MaxRules + NoiseLimits.MaxSentences) * NoiseLimits.MaxSentences).Select(i => new HeardNoise(
            new NoiseReport(
                $"{i % (NoiseLimits.MaxRules + NoiseLimits.MaxSentences)}{new string('Ж', 200)}", new string('Ж', 200), new string('Ж', 200), Now.AddTicks(-i), url),
            Now.AddHours(1).AddTicks(1)));
        var night = Now.AddHours(12).AddTicks(1);
        var events = ((Decision<NoiseEvent>.Accept)Decider.Decide(NoiseBook.Empty, new NoiseCommand.Take([.. take], night))).Events;
        var book = events.Aggregate(NoiseBook.Empty, Decider.Evolve);
        for (var said = 0; said < NoiseLimits.MaxSaid; said++)
            book = book.Remember(book.Waiting, night);
        return book;
    }

    static string Say(Decision<NoiseEvent> decision) => decision switch
    {
        Decision<NoiseEvent>.Accept accept => string.Join(" ", accept.Events.Select(happened => happened.GetType().Name)),
        Decision<NoiseEvent>.Ignore ignore => $"{ignore.Reason}",
        _ => $"{decision}",
    };

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
