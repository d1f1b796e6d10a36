using CsCheck;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Rotation;

namespace OnCall.Core.Tests.Noise;

/// <summary>Whatever comes whenever, and however late anybody knocks.</summary>
public class NoisePropertyTests
{
    static readonly string[] Zones = ["Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo", "Pacific/Apia"];

    // What happens next: how many minutes later, which rule is reported (or silence and a knock), and whether Slack refuses.
    static readonly Gen<(int Minutes, int Rule, bool Knock, bool Silenced, bool Refused)> Happening =
        Gen.Select(Gen.Int[0, 400], Gen.Int[0, 60], Gen.Bool, Gen.Int[0, 9].Select(dice => dice == 0), Gen.Int[0, 9].Select(dice => dice == 0));

    [Fact]
    public void Every_report_is_said_exactly_once_and_only_in_business_hours() => Gen
        .Select(Gen.Int[0, Zones.Length - 1], Gen.Int[0, 525_600], Happening.Array[1, 80])
        .Sample((zone, start, happenings) =>
        {
            var policy = Novalien.Policy with { Zone = Zones[zone] };
            var run = new Run(policy, NoiseStory.At("2026-01-01T00:00Z").AddMinutes(start));
            foreach (var (minutes, rule, knock, silenced, refused) in happenings)
                run.Play(minutes, knock ? null : $"rule-{rule}", silenced, refused);
            run.PlayToTheEnd();
            return run.Said == happenings.Count(one => !one.Knock) && run.Book.Reported == run.Said;
        }, iter: 3_000);

    sealed class Run(OnCallPolicy policy, DateTimeOffset now)
    {
        readonly NoiseDecider _decider = NoiseStory.DeciderFor(policy);
        readonly BusinessCalendar _business = new(policy.BusinessHours, new OnCallZone(policy.Zone));
        DateTimeOffset _now = now;

        public NoiseBook Book { get; private set; } = NoiseBook.Empty;

        public long Said { get; private set; }

        public void Play(int minutes, string? rule, bool silenced, bool refused)
        {
            _now += TimeSpan.FromMinutes(minutes);
            Do(rule is null
                ? new NoiseCommand.WakeUp(_now)
                : new NoiseCommand.Take(
                    [new HeardNoise(NoiseStory.ReportAt(_now, rule), silenced ? _now.AddHours(3) : null)], _now), refused);
        }

        // Somebody knocks at each deadline, and Slack takes everything.
        public void PlayToTheEnd()
        {
            const int MaxDeadlines = 20;
            for (var deadline = 0; deadline < MaxDeadlines && _decider.DeadlineOf(Book) is { } due; deadline++)
            {
                _now = due > _now ? due : _now;
                Do(new NoiseCommand.WakeUp(_now), refused: false);
            }

            Assert.Empty(Book.Waiting);
        }

        void Do(NoiseCommand command, bool refused)
        {
            if (_decider.Decide(Book, command) is not Decision<NoiseEvent>.Accept accept)
                return;
            Book = accept.Events.Aggregate(Book, _decider.Evolve);
            foreach (var told in accept.Events.SelectMany(_decider.EffectsOf).OfType<Effect.ToNoiseChannel>())
                if (refused)
                    Do(_decider.Refuse(told, "is_archived", _now), refused: false);
                else
                    Count(told);
            Assert.True(Book.Waiting.Count <= NoiseLimits.MaxRules + 1);
            Assert.All(Book.Waiting, bundle => Assert.True(bundle.Until > _now));
        }

        void Count(Effect.ToNoiseChannel told)
        {
            Said += told.Bundles.Sum(bundle => bundle.Count);
            Assert.Equal(_now, _business.NextOpen(_now));
        }
    }
}
