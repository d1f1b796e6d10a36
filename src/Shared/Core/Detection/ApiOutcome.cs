using System.Globalization;
using OnCall.Core.Policy;

namespace OnCall.Core.Detection;

/// <summary>What one look at the cloud API says of it: each case by name.</summary>
abstract record ApiOutcome
{
    ApiOutcome() { }

    public sealed record Good : ApiOutcome;

    /// <param name="Name">"5xx", "timeout", "unreachable".</param>
    public sealed record Failing(string Name) : ApiOutcome;

    /// <param name="Why">With what to do, in sentences.</param>
    public sealed record Blind(string Why) : ApiOutcome;

    const string OwnNetwork =
        "Neither NovaVMS nor PagerDuty's events host answers: it is our own network, its DNS or its TLS. Look at the functions app's outbound way.";

    /// <summary>A failure of either endpoint is one of the API; only when none fails, what keeps us from seeing counts.</summary>
    public static ApiOutcome Of(Reading reading, CloudApiPolicy policy) => reading switch
    {
        Reading.Blind blind => new Blind(blind.Why),
        Reading.CloudApi api when Any<EndpointAnswer.Status>(api, answer => answer.Code >= 500) => new Failing("5xx"),
        Reading.CloudApi { OthersAnswer: false } api when HasNoAnswer(api) => new Blind(OwnNetwork),
        Reading.CloudApi { OthersAnswer: true } api when Any<EndpointAnswer.Unreachable>(api) => new Failing("unreachable"),
        Reading.CloudApi api when policy.TimeoutCountsAs5xx && Any<EndpointAnswer.TimedOut>(api) => new Failing("timeout"),
        Reading.CloudApi api => WhyBlind(api.Health, "/api/v1/health") ?? WhyBlind(api.Read, "the authenticated read") ?? (ApiOutcome)new Good(),
        _ => new Blind("The probe read something else."),
    };

    static bool HasNoAnswer(Reading.CloudApi api) => Any<EndpointAnswer.Unreachable>(api) || Any<EndpointAnswer.TimedOut>(api);

    static bool Any<T>(Reading.CloudApi api, Func<T, bool>? holds = null) where T : EndpointAnswer =>
        new[] { api.Health, api.Read }.OfType<T>().Any(answer => holds is null || holds(answer));

    static Blind? WhyBlind(EndpointAnswer answer, string endpoint) => answer switch
    {
        EndpointAnswer.Status { Code: >= 200 and < 300 } => null,
        EndpointAnswer.Status { Code: 401 } => new Blind(
            $"NovaVMS answers 401 on {endpoint}: it does not know the token in NovaVms__ApiToken. Set another one."),
        EndpointAnswer.Status { Code: 403 } => new Blind(
            $"NovaVMS answers 403 on {endpoint}: the token in NovaVms__ApiToken may not read it. Give it the right to."),
        EndpointAnswer.Status { Code: 429 } => new Blind(
            $"NovaVMS answers 429 on {endpoint}: it wants to be asked less often. Raise the limit of our token."),
        EndpointAnswer.Status { Code: >= 300 and < 400 } moved => new Blind(string.Create(CultureInfo.InvariantCulture,
            $"NovaVMS answers {moved.Code} on {endpoint}, a redirection. Set NovaVms__BaseUrl to where it leads.")),
        EndpointAnswer.Status other => new Blind(string.Create(CultureInfo.InvariantCulture,
            $"NovaVMS answers {other.Code} on {endpoint}, which says nothing about its health. Check that NovaVms__BaseUrl is its address.")),
        EndpointAnswer.TimedOut => new Blind(
            $"NovaVMS did not answer in time on {endpoint}, and the policy does not count that as a failure."),
        EndpointAnswer.Unreachable unreachable => new Blind(
            $"NovaVMS could not be reached on {endpoint}: {unreachable.Why.TrimEnd('.')}. Nobody else was asked."),
        EndpointAnswer.NotAsked notAsked => new Blind(notAsked.Why),
        _ => throw new System.Diagnostics.UnreachableException($"No meaning for {answer}."),
    };
}
