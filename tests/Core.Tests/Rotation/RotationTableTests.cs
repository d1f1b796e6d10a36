using System.Text.Json;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;
using static OnCall.Core.Tests.Novalien;
using static OnCall.Core.Tests.Rotation.RotationStory;

namespace OnCall.Core.Tests.Rotation;

/// <summary>What the compiler cannot check: every command has an answer, every event a meaning, and a fixed form on disk.</summary>
public class RotationTableTests
{
    const string StoredStretch =
        """{"role":"Primary","person":"cyd","from":"2026-01-07T00:00:00+00:00","to":"2026-01-08T00:00:00+00:00"}""";

    const string StoredActor = """{"id":"slack:U0LEA","name":"Lea"}""";
    const string StoredNow = "\"2026-01-06T08:42:00+00:00\"";

    const string StoredOverride =
        $$"""{"number":1,"stretch":{{StoredStretch}},"by":{{StoredActor}},"at":{{StoredNow}},"why":"holiday"}""";

    const string StoredSwap =
        $$"""{"number":1,"stretch":{{StoredStretch}},"by":{{StoredActor}},"at":{{StoredNow}},"why":"holiday","swappedWith":"ada"}""";

    static readonly DateTimeOffset Now = At("2026-01-06T08:42Z");
    static readonly Stretch Stretch = Primary(Cyd, "2026-01-07T00:00Z", "2026-01-08T00:00Z");
    static readonly Override Override = new(1, Stretch, Boss, Now, "holiday");
    static readonly RotationDecider Decider = new(Novalien.Policy, CalendarOf(Novalien.Policy));

    static readonly RotationCommand[] Commands =
    [
        new RotationCommand.AddOverride(Stretch, "why", Boss, Now),
        new RotationCommand.RemoveOverride(1, Boss, Now),
        new RotationCommand.Swap(Stretch, Stretch, "why", Boss, Now),
        new RotationCommand.Refuse(new Effect.NotePage(new("PGR0VU2"), "why"), "why", Now),
        new RotationCommand.Overtaken(new Effect.NotePage(new("PGR0VU2"), "why"), "why", Now),
        new RotationCommand.WakeUp(Now),
    ];

    static readonly RotationEvent[] Events =
    [
        new RotationEvent.OverrideAdded(Override, Now),
        new RotationEvent.OverrideRemoved(1, Boss, Now),
        new RotationEvent.ShiftsSwapped([Override], Boss, Now),
    ];

    [Fact]
    public void The_lists_of_this_test_are_complete()
    {
        Assert.Equal(NestedIn<RotationCommand>(), Commands.Select(command => command.GetType()).ToHashSet());
        Assert.Equal(NestedIn<RotationEvent>(), Events.Select(happened => happened.GetType()).ToHashSet());
    }

    [Fact]
    public void Every_command_has_an_answer_in_an_empty_book_and_in_a_full_one()
    {
        foreach (var book in new[] { OverrideBook.Empty, OverrideBook.Empty.With([Override]) })
            foreach (var command in Commands)
                Assert.NotNull(Decider.Decide(book, command));
    }

    [Fact]
    public void Every_event_changes_something_is_explained_by_a_rule_and_has_its_effects()
    {
        foreach (var happened in Events)
        {
            Assert.NotNull(Decider.Evolve(OverrideBook.Empty, happened));
            Assert.NotNull(Decider.EffectsOf(happened));
            Assert.Contains(Decider.Explain(happened).Rule, Rules.All);
            Assert.Equal(Boss, Decider.Explain(happened).By);
        }
    }

    [Fact]
    public void The_rotation_is_never_over_and_waits_for_nothing()
    {
        var book = OverrideBook.Empty.With([Override]);

        Assert.Null(Decider.DeadlineOf(book));
        Assert.False(Decider.IsOver(book));
        Assert.IsType<Decision<RotationEvent>.Ignore>(Decider.Decide(book, Decider.WakeUp(Now)));
    }

    [Theory]
    [InlineData($$"""{"type":"override-added","override":{{StoredOverride}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"override-removed","number":1,"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    [InlineData($$"""{"type":"shifts-swapped","overrides":[{{StoredSwap}}],"by":{{StoredActor}},"at":{{StoredNow}}}""")]
    public void Events_are_stored_like_this(string stored) => Assert.Equal(stored, JsonSerializer.Serialize(
        JsonSerializer.Deserialize(stored, RotationJson.Default.RotationEvent)!, RotationJson.Default.RotationEvent));

    [Fact]
    public void The_book_is_stored_like_this()
    {
        const string Stored = $$"""{"lastNumber":1,"overrides":[{{StoredOverride}},{{StoredSwap}}]}""";
        var book = JsonSerializer.Deserialize(Stored, RotationJson.Default.OverrideBook)!;

        Assert.Equal(Override, book.Overrides[0]);
        Assert.Equal(Stored, JsonSerializer.Serialize(book, RotationJson.Default.OverrideBook));
    }

    [Fact]
    public void A_full_book_fits_into_one_property_even_in_letters_that_JSON_escapes()
    {
        const int MaxPropertyCharacters = 32 * 1024;
        var longest = Override with
        {
            Number = 10_000,
            Why = new string('Ж', OverrideLimits.MaxWhyLength),
            By = new Actor("slack:U0123456789", "Ada Lovelace-Byron"),
            SwappedWith = Ada.Id,
            At = Now.AddTicks(1),
            Stretch = Stretch with { Role = OnCallRole.Secondary, From = Now.AddTicks(1) },
        };
        var book = new OverrideBook(10_000, [.. Enumerable.Repeat(longest, OverrideBook.MaxKept)]);

        Assert.InRange(JsonSerializer.Serialize(book, RotationJson.Default.OverrideBook).Length, 1, MaxPropertyCharacters);
    }

    static HashSet<Type> NestedIn<T>() => [.. typeof(T).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(T)))];
}
