using System.Diagnostics;
using System.Globalization;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Text;

namespace OnCall.Core.Detection;

/// <summary>"Cloud API returns 5xx for more than 2 minutes on /api/v1/health or on authenticated reads."</summary>
public sealed class CloudApiDetector : Detector
{
    public override Rule Rule => Rules.CloudApi5xx;

    public override string Watches => "/api/v1/health and an authenticated read of the cloud API";

    public override string? WhyBlind(Reading reading, DetectionPolicy policy) =>
        ApiOutcome.Of(reading, policy.CloudApi) is ApiOutcome.Blind blind ? blind.Why : null;

    public override Verdict Judge(Evidence evidence, DetectionPolicy policy)
    {
        var run = ApiRun.Of(evidence.Seen, policy);
        if (run.Failing is { } failing)
            return OfFailing(failing, evidence.Standing, policy.CloudApi);
        return run.GoodSince is { } since
            ? new Verdict.Quiet("good", since, run.Newest!.Value, "both endpoints answer")
            : new Verdict.Unknown();
    }

    public override string Say(Reading reading) => reading is Reading.CloudApi api
        ? $"health {Say(api.Health)}, authenticated read {Say(api.Read)}"
            + (api.OthersAnswer is { } others ? $", others {(others ? "answer" : "do not answer either")}" : "")
        : SayOther(reading);

    static Verdict OfFailing(FailingStretch failing, Finding? standing, CloudApiPolicy policy)
    {
        // What stood when the first of them was forgotten stands longer than they do.
        var since = standing is { } before && before.Since < failing.Since ? before.Since : failing.Since;
        var lasts = failing.Last - since;
        var limit = policy.FailsFor.Counted();
        var what = lasts == TimeSpan.Zero ? $"{failing.Label} once" : $"{failing.Label} for {lasts.Counted()}";
        return failing.Last - failing.Since > policy.FailsFor
            ? new Verdict.Over(failing.Name, new Finding(
                since,
                $"The cloud API fails: {failing.Label} for more than {limit}",
                string.Create(CultureInfo.InvariantCulture,
                    $"{what}, more than {limit}: {(since == failing.Since ? $"{failing.Count} probes failed" : "failing")} "
                    + $"since {since:HH:mm:ss} UTC. Last: {failing.LastSays}.")))
            : new Verdict.Below(new Suspicion(
                failing.Name, failing.Since, lasts.Ticks, $"Cloud API: {what}",
                $"{what} of {limit}{(failing.IsAnew ? ", counted anew after too long without a reading" : "")}",
                Rules.CloudApi5xx.Id), failing.Since + policy.FailsFor);
    }

    internal static string Say(EndpointAnswer answer) => answer switch
    {
        EndpointAnswer.Status status => status.Code.ToString(CultureInfo.InvariantCulture),
        EndpointAnswer.TimedOut => "no answer in time",
        EndpointAnswer.Unreachable => "cannot be reached",
        EndpointAnswer.NotAsked => "not asked",
        _ => throw new UnreachableException($"No words for {answer}."),
    };
}
