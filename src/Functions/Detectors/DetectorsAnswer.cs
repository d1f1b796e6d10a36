using OnCall.Core.Detection;

namespace OnCall.Functions.Detectors;

sealed record DetectorsAnswer(IReadOnlyList<DetectorAnswer> Detectors)
{
    public static DetectorsAnswer Of(IReadOnlyList<Standing> standings) => new([.. standings.Select(one => new DetectorAnswer(
        one.Name, one.Rule.Id, one.Rule.Sentence, one.Watches, one.Phase, one.Verdict, one.Sentence, one.Blind,
        one.Silenced is { } silenced ? new SilencedAnswer(silenced.Number, silenced.By, silenced.Until) : null,
        [.. one.Seen.Select(seen => new ObservationAnswer(seen.At, seen.Says))]))]);
}

/// <param name="Phase">"not-begun", "quiet", "suspicious", "held-back", "paged", "recovering".</param>
/// <param name="Sentence">Why it pages or does not, as a person would say it.</param>
/// <param name="Blind">Null while it sees.</param>
/// <param name="Silence">Null while none stands for it.</param>
/// <param name="Observations">The latest first.</param>
sealed record DetectorAnswer(
    string Name, string Rule, string RunbookSays, string Watches, string Phase, string Verdict, string Sentence, string? Blind,
    SilencedAnswer? Silence, IReadOnlyList<ObservationAnswer> Observations);

sealed record SilencedAnswer(int Number, string By, DateTimeOffset Until);

sealed record ObservationAnswer(DateTimeOffset At, string Says);
