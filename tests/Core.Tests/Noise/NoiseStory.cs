using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Tests.Noise;

/// <summary>
/// What is not page-worthy, told step by step. The clock moves only when told, and a message that nobody expected fails the
/// story at its next step.
/// </summary>
sealed class NoiseStory(OnCallPolicy? policy = null)
{
    readonly List<Effect> _told = [];

    public NoiseDecider Decider { get; } = DeciderFor(policy ?? Novalien.Policy);

    /// <summary>Tuesday, 10:00 in Berlin.</summary>
    public DateTimeOffset Now { get; private set; } = At("2026-01-06T09:00Z");

    public NoiseBook Book { get; private set; } = NoiseBook.Empty;

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    public static NoiseDecider DeciderFor(OnCallPolicy policy) => new(policy, new NoiseHours(policy));

    public static NoiseReport ReportAt(DateTimeOffset at, string rule = "gateway-offline") =>
        new(rule, $"{rule} was seen", "it is one of many", at);

    public NoiseStory Report(string rule = "gateway-offline", string? silencedUntil = null) => Do(new NoiseCommand.Take(
        [new HeardNoise(ReportAt(Now, rule), silencedUntil is null ? null : At(silencedUntil))], Now));

    public NoiseStory WakeUp() => Do(Decider.WakeUp(Now));

    public NoiseStory RefusedBySlack(Effect effect, string why = "channel_not_found") => Do(Decider.Refuse(effect, why, Now));

    public NoiseStory Until(string instant)
    {
        ExpectNothingMore();
        Now = At(instant);
        return this;
    }

    /// <summary>"gateway-offline x3 until 2026-01-07 08:00", each rule that waits.</summary>
    public NoiseStory ExpectWaiting(params string[] waiting)
    {
        ExpectNothingMore();
        Assert.Equal(waiting, Book.Waiting.Select(bundle => string.Create(
            CultureInfo.InvariantCulture, $"{bundle.Rule} x{bundle.Count} until {bundle.Until:MM-dd HH:mm}")));
        Assert.Equal(Book.Waiting.Min(bundle => (DateTimeOffset?)bundle.Until), Decider.DeadlineOf(Book));
        Assert.Equal(waiting.Length == 0, Decider.IsOver(Book));
        return this;
    }

    public NoiseStory ExpectTold(string what)
    {
        Assert.NotEmpty(_told);
        Assert.Equal(what, Say(_told[0]));
        _told.RemoveAt(0);
        return this;
    }

    public void ExpectNothingMore()
    {
        Assert.Empty(_told.Select(Say));
        Assert.Equal(Book.Reported, Book.Said + Book.Waiting.Sum(bundle => bundle.Count));
    }

    public static string Say(Effect effect) => effect switch
    {
        Effect.TellNoise e => $"at once {Say(e.Bundles)}",
        Effect.TellNoiseBundle e => $"bundle {Say(e.Bundles)}",
        Effect.TellDigest e => $"digest {Say(e.Bundles)}",
        Effect.TellNotice e => $"notice {e.What}",
        _ => $"{effect}",
    };

    static string Say(IReadOnlyList<NoiseBundle> bundles) =>
        string.Join(", ", bundles.Select(bundle => $"{bundle.Rule} x{bundle.Count}"));

    NoiseStory Do(NoiseCommand command)
    {
        ExpectNothingMore();
        switch (Decider.Decide(Book, command))
        {
            case Decision<NoiseEvent>.Accept accept:
                Assert.NotEmpty(accept.Events);
                Book = accept.Events.Aggregate(Book, Decider.Evolve);
                _told.AddRange(accept.Events.SelectMany(Decider.EffectsOf));
                break;
            case Decision<NoiseEvent>.Ignore ignore:
                Assert.Equal((Reason.NotDueYet, true), (ignore.Reason, command is NoiseCommand.WakeUp));
                break;
            case var other:
                Assert.Fail($"{other}");
                break;
        }

        return this;
    }
}
