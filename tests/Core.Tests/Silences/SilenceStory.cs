using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using OnCall.Core.Silences;

namespace OnCall.Core.Tests.Silences;

/// <summary>
/// Silences told step by step. The clock moves only when told, and a refusal or a message that nobody expected fails
/// the story at its next step.
/// </summary>
sealed class SilenceStory
{
    public static readonly SilenceDecider Decider = new(Novalien.Policy);
    readonly List<Refusal> _refused = [];
    readonly List<Effect> _told = [];

    public DateTimeOffset Now { get; private set; } = At("2026-01-06T08:42Z");

    public SilenceBook Book { get; private set; } = SilenceBook.Empty;

    public static Actor Ada { get; } = Actor.Of(Novalien.Ada);

    public static Actor Ben { get; } = Actor.Of(Novalien.Ben);

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public SilenceStory Silence(string alert, string? until, string why = "firmware update") =>
        Do(new SilenceCommand.Add(SilenceKind.Silence, alert, why, until is null ? null : At(until), Ada, Now));

    public SilenceStory Noisy(string alert, string? until = null, string why = "loose cable") =>
        Do(new SilenceCommand.Add(SilenceKind.Noisy, alert, why, until is null ? null : At(until), Ada, Now));

    public SilenceStory Lift(int number, Actor? by = null) => Do(new SilenceCommand.Lift(number, by ?? Ben, Now));

    public SilenceStory WakeUp() => Do(Decider.WakeUp(Now));

    public SilenceStory Until(string instant)
    {
        ExpectNothingMore();
        Now = At(instant);
        return this;
    }

    /// <summary>All numbers that stand now, for whoever asks.</summary>
    public SilenceStory ExpectOpen(params int[] numbers)
    {
        ExpectNothingMore();
        Assert.Equal(numbers, Book.OpenAt(Now).Select(known => known.Number));
        return this;
    }

    public SilenceStory ExpectTold(string what)
    {
        Assert.NotEmpty(_told);
        Assert.Equal(what, Say(_told[0]));
        Assert.Equal(Audience.OnCall, ((Effect.ToSlack)_told[0]).Audience);
        _told.RemoveAt(0);
        return this;
    }

    public SilenceStory ExpectRefused(string name, string text)
    {
        var refusal = Assert.Single(_refused);
        Assert.Equal(name, refusal.Name);
        Assert.Contains(text, refusal.ToString(), StringComparison.Ordinal);
        _refused.Clear();
        return this;
    }

    public void ExpectNothingMore()
    {
        Assert.Empty(_refused);
        Assert.Empty(_told.Select(Say));
    }

    SilenceStory Do(SilenceCommand command)
    {
        ExpectNothingMore();
        switch (Decider.Decide(Book, command))
        {
            case Decision<SilenceEvent>.Accept accept:
                Assert.NotEmpty(accept.Events);
                Book = accept.Events.Aggregate(Book, Decider.Evolve);
                _told.AddRange(accept.Events.SelectMany(Decider.EffectsOf));
                break;
            case Decision<SilenceEvent>.Reject reject:
                Assert.NotEmpty(reject.Refusals);
                _refused.AddRange(reject.Refusals);
                break;
            case Decision<SilenceEvent>.Ignore ignore:
                Assert.Equal((Reason.NotDueYet, true), (ignore.Reason, command is SilenceCommand.WakeUp));
                break;
        }

        return this;
    }

    static string Say(Effect effect) => effect switch
    {
        Effect.TellSilenceSet e => $"{e.Silence.Number} set",
        Effect.TellSilenceLifted e => string.Create(CultureInfo.InvariantCulture,
            $"{e.Alert.Known.Number} lifted by {e.Alert.By.Name} at {e.Alert.At:MM-dd HH:mm}"),
        _ => $"{effect}",
    };
}
