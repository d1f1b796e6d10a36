namespace OnCall.Core.Policy;

/// <summary>The section "detection".</summary>
static partial class PolicySections
{
    const int MaxGoodAnswers = 10;

    public static DetectionPolicy Detection(PolicyFile.DetectionEntry? entry, PolicyChecks checks)
    {
        var standard = DetectionPolicy.Standard;
        if (entry is null)
            return standard;

        var policy = new DetectionPolicy(
            CloudApi(entry.CloudApi, checks), Gateways(entry.Gateways, checks), Ingest(entry.Ingest, checks),
            Line("detection.resolveAfter", entry.ResolveAfter, standard.ResolveAfter, checks),
            Line("detection.blindAfter", entry.BlindAfter, standard.BlindAfter, checks),
            Line("detection.maxGap", entry.MaxGap, standard.MaxGap, checks),
            Link("detection.runbook", entry.Runbook, checks));
        if (policy.MaxGap < 2 * DetectionPolicy.ProbeEvery)
            checks.Fail("detection.maxGap", "must be at least \"00:01:00\": a probe runs every 30 seconds, and one may be lost.");
        if (policy.BlindAfter <= policy.MaxGap)
            checks.Fail("detection.blindAfter", "must be longer than detection.maxGap.");
        return policy;
    }

    static CloudApiPolicy CloudApi(PolicyFile.CloudApiEntry? entry, PolicyChecks checks)
    {
        var standard = DetectionPolicy.Standard.CloudApi;
        var within = Line("detection.cloudApi.answerWithin", entry?.AnswerWithin, standard.AnswerWithin, checks);
        if (within > DetectionPolicy.ProbeEvery / 3)
            checks.Fail("detection.cloudApi.answerWithin", "is at most \"00:00:10\": the next probe must not wait for the one before.");
        return new CloudApiPolicy(
            Line("detection.cloudApi.failsFor", entry?.FailsFor, standard.FailsFor, checks),
            entry?.TimeoutCountsAs5xx ?? standard.TimeoutCountsAs5xx,
            Number("detection.cloudApi.recoveredAfter", entry?.RecoveredAfter, standard.RecoveredAfter, MaxGoodAnswers, checks),
            within);
    }

    static GatewaysPolicy Gateways(PolicyFile.GatewaysEntry? entry, PolicyChecks checks)
    {
        var standard = DetectionPolicy.Standard.Gateways;
        return new GatewaysPolicy(
            Number("detection.gateways.dropPercent", entry?.DropPercent, standard.DropPercent, 99, checks),
            Line("detection.gateways.within", entry?.Within, standard.Within, checks),
            Number("detection.gateways.atLeast", entry?.AtLeast, standard.AtLeast, int.MaxValue, checks));
    }

    static IngestPolicy Ingest(PolicyFile.IngestEntry? entry, PolicyChecks checks) => new(
        Line("detection.ingest.silentFor", entry?.SilentFor, DetectionPolicy.Standard.Ingest.SilentFor, checks));

    static TimeSpan Line(string field, string? value, TimeSpan standard, PolicyChecks checks)
    {
        var line = value is null ? standard : checks.Duration(field, value);
        if (line > DetectionPolicy.Longest)
            checks.Fail(field, "is at most \"00:20:00\": readings are not kept for longer.");
        return line;
    }

    static int Number(string field, int? value, int standard, int most, PolicyChecks checks)
    {
        var number = value ?? standard;
        if (number < 1 || number > most)
            checks.Fail(field, $"must be from 1 to {most}.");
        return number;
    }

    static Uri? Link(string field, string? value, PolicyChecks checks)
    {
        if (value is null)
            return null;
        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        checks.Fail(field, "is not an address that begins with http:// or https://.");
        return null;
    }
}
