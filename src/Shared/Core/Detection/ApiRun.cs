using OnCall.Core.Policy;

namespace OnCall.Core.Detection;

/// <summary>How the newest readings of the cloud API hang together.</summary>
/// <param name="Failing">Null while it does not fail.</param>
/// <param name="GoodSince">The first of the good readings that nothing has interrupted; null when the newest failed.</param>
/// <param name="Newest">The newest that can be trusted; null when there is none.</param>
sealed record ApiRun(FailingStretch? Failing, DateTimeOffset? GoodSince, DateTimeOffset? Newest)
{
    int Goods { get; init; }

    bool WasInterrupted { get; init; }

    public static ApiRun Of(IReadOnlyList<Observation> seen, DetectionPolicy policy) =>
        seen.Aggregate(new ApiRun(null, null, null), (run, one) => run.And(one, policy));

    // What cannot be trusted neither prolongs a stretch nor ends it.
    ApiRun And(Observation one, DetectionPolicy policy) => ApiOutcome.Of(one.Reading, policy.CloudApi) switch
    {
        ApiOutcome.Failing failing => AfterPause(one, policy).Fails(one, failing.Name),
        ApiOutcome.Good => AfterPause(one, policy).Answers(one, policy.CloudApi.RecoveredAfter),
        _ => this,
    };

    ApiRun AfterPause(Observation one, DetectionPolicy policy) => one.At - Newest > policy.MaxGap
        ? new ApiRun(null, null, Newest) { WasInterrupted = Failing is not null }
        : this;

    ApiRun Fails(Observation one, string name) => this with
    {
        Failing = Failing is { } before
            ? before with { Last = one.At, LastSays = SaysOf(one), Count = before.Count + 1, Names = before.Names | FailingStretch.Named(name) }
            : new FailingStretch(one.At, one.At, SaysOf(one), 1, FailingStretch.Named(name), WasInterrupted),
        GoodSince = null,
        Newest = one.At,
        Goods = 0,
        WasInterrupted = false,
    };

    // One lone good answer in between does not end a stretch: it is flapping, and whoever wants to be sure asks again.
    ApiRun Answers(Observation one, int recoveredAfter) => this with
    {
        Failing = Goods + 1 >= recoveredAfter ? null : Failing,
        GoodSince = GoodSince ?? one.At,
        Newest = one.At,
        Goods = Goods + 1,
        WasInterrupted = false,
    };

    static string SaysOf(Observation one) => Detectors.Of(Processes.Rules.CloudApi5xx.Id).Say(one.Reading);
}

[Flags]
enum ApiFailures
{
    None = 0,
    ServerErrors = 1,
    Timeouts = 2,
    Unreachable = 4,
}

/// <summary>Failures of either endpoint that belong together.</summary>
/// <param name="IsAnew">It failed before too, but nobody can say what was in between.</param>
sealed record FailingStretch(
    DateTimeOffset Since, DateTimeOffset Last, string LastSays, int Count, ApiFailures Names, bool IsAnew)
{
    public string Name => Names switch
    {
        ApiFailures.ServerErrors => "5xx",
        ApiFailures.Timeouts => "timeout",
        ApiFailures.Unreachable => "unreachable",
        _ => "mixed-failures",
    };

    /// <summary>In a sentence, before "for 2 min".</summary>
    public string Label => Names switch
    {
        ApiFailures.ServerErrors => "5xx",
        ApiFailures.Timeouts => "no answer in time",
        ApiFailures.Unreachable => "no connection",
        _ when Names.HasFlag(ApiFailures.ServerErrors) => "5xx or no answer",
        _ => "no answer",
    };

    public static ApiFailures Named(string name) => name switch
    {
        "5xx" => ApiFailures.ServerErrors,
        "timeout" => ApiFailures.Timeouts,
        _ => ApiFailures.Unreachable,
    };
}
