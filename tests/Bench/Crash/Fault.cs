namespace OnCall.Bench.Crash;

/// <summary>Where an incident did not go as the runbook demands.</summary>
sealed record Fault(FaultKind Kind, string What)
{
    public override string ToString() => $"{Kind}: {What}";
}

enum FaultKind
{
    /// <summary>Can still come.</summary>
    Missing,
    Twice,
    Early,
    AfterTheAnswer,
    OutOfOrder,
    Untrue,
}
