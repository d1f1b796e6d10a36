using CsCheck;
using OnCall.Core.Alerts;
using OnCall.Core.Detection;
using OnCall.Core.Effects;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Detection.DetectorStory;

namespace OnCall.Core.Tests.Detection;

/// <summary>What always holds, whatever is read, lost, doubled or late.</summary>
public class DetectorPropertyTests
{
    const int Seconds = 30;
    static readonly DetectorDecider Decider = DeciderFor(Novalien.Policy);

    /// <summary>By number: well, failing, and what says nothing.</summary>
    static readonly Reading[] Readings = [Answers(200), Answers(503), Answers(200, 401), Answers(500, 200), Answers(200), Answers(200)];

    static readonly Gen<int[]> Weather = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 12]).Array[1, 12]
        .Select(spells => spells.SelectMany(spell => Enumerable.Repeat(spell.Item1, spell.Item2)).ToArray());

    [Fact]
    public void A_longer_outage_never_pages_less() => Gen.Select(Gen.Int[1, 60], Gen.Int[0, 60], Gen.Int[0, 29]).Sample((probes, more, jitter) =>
    {
        return Pages(Outage(probes, jitter)) <= Pages(Outage(probes + more, jitter));

        static List<Observation> Outage(int probes, int jitter) =>
            [.. Enumerable.Range(0, probes + 4).Select(i => Seen((i * Seconds) + (i * jitter % 7), i is 0 || i > probes ? 0 : 1))];
    });

    [Fact]
    public void Trigger_and_resolve_always_agree_on_the_key_and_take_turns() => Weather.Sample(weather =>
    {
        DedupKey? open = null;
        foreach (var effect in EffectsOf(weather.Select((reading, i) => Seen(i * Seconds, reading))))
            switch (effect)
            {
                case Effect.TriggerAlert trigger:
                    Assert.Null(open);
                    open = trigger.Alert.Key;
                    break;
                case Effect.ResolveAlert resolve:
                    Assert.Equal(open, resolve.Key);
                    open = null;
                    break;
            }
    });

    [Fact]
    public void Nobody_is_paged_without_failures_for_more_than_2_minutes() => Weather.Sample(weather =>
    {
        var failing = weather.Select(reading => reading is 1 or 3).ToList();
        // From a failure to a later one with no two good answers in a row in between, more than two minutes apart.
        return failing.Count(fails => fails) > 2 || Pages([.. weather.Select((reading, i) => Seen(i * Seconds, reading))]) == 0;
    });

    [Fact]
    public void Doubled_late_and_lost_readings_never_page_twice_for_one_episode() => Gen.Select(
        Gen.Int[10, 60], Gen.Int[0, 5].Array[80], Gen.Int).Sample((failing, fates, seed) =>
        {
            // An outage, and a recovery that is long enough for any part of it to hold.
            var sent = Enumerable.Range(0, failing + 20).Select(i => Seen(i * Seconds, i < failing ? 1 : 0)).ToList();
            var arriving = new List<Observation>();
            foreach (var (one, i) in sent.Select((one, i) => (one, i)))
                arriving.AddRange(fates[i] switch
                {
                    0 => [],
                    1 => [one, one],
                    2 when i > 0 => [one, sent[i - 1]],
                    3 => [one, sent[(int)((uint)seed % (i + 1))]],
                    _ => new[] { one },
                });
            return Pages(arriving) <= 1;
        });

    [Fact]
    public void Distinct_scopes_never_share_a_key() => Gen.Select(Gen.String[1, 40], Gen.String[1, 40], Gen.String[1, 300], Gen.String[1, 300])
        .Where(parts => new[] { parts.Item1, parts.Item2, parts.Item3, parts.Item4 }.All(IsText))
        .Sample((rule, otherRule, scope, otherScope) =>
        {
            var (one, other) = (DedupKey.Of(rule, scope), DedupKey.Of(otherRule, otherScope));
            return one.Value.Length <= DedupKey.MaxLength && one.Rule == rule
                && (one == other) == (rule == otherRule && scope == otherScope);
        });

    [Theory]
    [InlineData("a/b", "c", "a", "b/c")]
    [InlineData("a", "b", "a", "B")]
    [InlineData("a%2Fb", "c", "a/b", "c")]
    public void Parts_do_not_run_into_each_other(string rule, string scope, string otherRule, string otherScope) =>
        Assert.NotEqual(DedupKey.Of(rule, scope), DedupKey.Of(otherRule, otherScope));

    // What is only space is no part, and half a character cannot be sent.
    static bool IsText(string text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsSurrogate);

    static Observation Seen(int second, int reading) => new(Start.AddSeconds(second), Readings[reading]);

    static int Pages(IReadOnlyList<Observation> arriving) => EffectsOf(arriving).Count(effect => effect is Effect.TriggerAlert);

    static List<Effect> EffectsOf(IEnumerable<Observation> arriving)
    {
        var (state, effects, now) = (DetectorState.Unstarted, new List<Effect>(), Start);
        foreach (var one in arriving)
        {
            now = one.At > now ? one.At : now;
            if (Decider.Decide(state, new DetectorCommand.Observe(Rules.CloudApi5xx.Id, one, null, now)) is not Decision<DetectorEvent>.Accept accept)
                continue;
            state = accept.Events.Aggregate(state, Decider.Evolve);
            effects.AddRange(accept.Events.Where(Decider.IsRecorded).SelectMany(Decider.EffectsOf));
            Assert.InRange(state.Seen.Count, 1, DetectorState.MaxSeen);
        }

        return effects;
    }
}
