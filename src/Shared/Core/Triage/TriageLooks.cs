using System.Globalization;
using OnCall.Core.Detection;
using OnCall.Core.Orgs;
using OnCall.Core.Reports;

namespace OnCall.Core.Triage;

/// <summary>From what was read of the product to what is said of it: pure.</summary>
public static class TriageLooks
{
    const int ServerError = 500;

    /// <summary>How one endpoint of the cloud API answers, now and as its detector has it.</summary>
    /// <param name="took">By the machine's clock.</param>
    /// <param name="standing">Null when it could not be read.</param>
    public static TriageFinding Endpoint(TriageCheck check, EndpointAnswer answer, TimeSpan took, Standing? standing)
    {
        var (mark, says) = answer switch
        {
            EndpointAnswer.Status { Code: >= 200 and < 300 } good => (MarkOf(standing), Answered(good, took)),
            EndpointAnswer.Status { Code: >= ServerError } bad => (TriageMark.Failing, Answered(bad, took)),
            EndpointAnswer.Status other => (TriageMark.NotRead, $"{Answered(other, took)}, which says nothing about its health"),
            EndpointAnswer.TimedOut => (TriageMark.Failing, $"no answer within {Seconds(took)}"),
            EndpointAnswer.Unreachable unreachable => (TriageMark.Failing, $"not reached: {unreachable.Why.TrimEnd('.')}"),
            EndpointAnswer.NotAsked notAsked => (TriageMark.NotRead, notAsked.Why),
            _ => throw new System.Diagnostics.UnreachableException($"No words for {answer}."),
        };
        return TriageFinding.Of(check, mark, says, History(standing));
    }

    /// <param name="standing">Null when it could not be read.</param>
    public static TriageFinding Platform(TriageCheck check, Reading reading, Standing? standing) => reading switch
    {
        Reading.Gateways gateways => TriageFinding.Of(check, MarkOf(standing),
            string.Create(CultureInfo.InvariantCulture, $"{gateways.Online} of {gateways.Total} online"), History(standing)),
        Reading.Ingest ingest => TriageFinding.Of(check, MarkOf(standing), Said(ingest), History(standing)),
        Reading.Blind blind => TriageFinding.NotRead(check, blind.Why),
        _ => TriageFinding.NotRead(check, "The probe read something else."),
    };

    /// <param name="given">As whoever asked names it.</param>
    public static TriageFinding Org(string given, IReadOnlyList<FoundOrg> found)
    {
        if (found.Count == 0)
            return TriageFinding.NotRead(TriageCheck.Org, $"Cross-org search finds no org '{given}'. Ask the customer for its id or its owner's e-mail.");
        if (OrgReference.Read(given) is { } named && found.Where(named.Means).ToList() is { Count: > 0 } meant)
            found = meant;
        var lines = found.Select(org => new TriageLine($"{org.Named}: {org.State}", org.Page)).ToList();
        return TriageFinding.Of(
            TriageCheck.Org, found.Any(IsDark) ? TriageMark.Suspect : TriageMark.Fine,
            found.Count == 1 ? found[0].Named : string.Create(CultureInfo.InvariantCulture, $"{found.Count} orgs resemble '{given}'"), lines);
    }

    static bool IsDark(FoundOrg org) => org is { Cameras: { Online: 0, Total: > 0 } } or { Gateways: { Online: 0, Total: > 0 } };

    static string Answered(EndpointAnswer.Status status, TimeSpan took) =>
        string.Create(CultureInfo.InvariantCulture, $"{status.Code} in {Math.Max(1, (long)took.TotalMilliseconds)} ms");

    static string Seconds(TimeSpan took) => string.Create(CultureInfo.InvariantCulture, $"{took.TotalSeconds:0.#} s");

    static string Said(Reading.Ingest ingest) => string.Create(CultureInfo.InvariantCulture,
        $"{ingest.OrgsWriting} orgs writing, {ingest.OrgsSilent} silent")
        + (ingest.LastEventAt is { } last
            ? string.Create(CultureInfo.InvariantCulture, $", the last event at {last.UtcDateTime:HH:mm:ss} UTC by NovaVMS's clock")
            : "");

    // One look says how it is now; whether that is bad is for the detector to say, which has looked for longer.
    static TriageMark MarkOf(Standing? standing) => standing?.Phase switch
    {
        "paged" or "held-back" => TriageMark.Failing,
        "suspicious" or "recovering" => TriageMark.Suspect,
        _ => TriageMark.Fine,
    };

    static IReadOnlyList<TriageLine> History(Standing? standing) =>
        standing is null or { Phase: "quiet" or "not-begun" } ? [] : [new TriageLine($"detector {standing.Name}: {standing.Sentence}")];
}
