namespace OnCall.LocalHost.PagerDuty;

/// <summary>A call of the API as the simulated PagerDuty saw it.</summary>
/// <param name="Path">With its query.</param>
public sealed record PagerDutyCall(DateTimeOffset At, string Method, string Path, string Body, int Status)
{
    public override string ToString() => $"{Method} {Path} → {Status}";
}
