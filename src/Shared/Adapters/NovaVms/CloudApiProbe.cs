using System.Diagnostics;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Text;
using OnCall.Core.Detection;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Engine.Detection;

namespace OnCall.Adapters.NovaVms;

/// <summary>Asks health and an authenticated read, side by side; and somebody else, when one of them has no answer.</summary>
public sealed class CloudApiProbe(NovaVmsCalls calls, SecondTarget others, OnCallPolicy policy) : IProbe
{
    public const string HealthPath = "api/v1/health";

    /// <summary>One org of the list that the handover's note reads too: the same token, and as cheap as a read can be.</summary>
    public const string ReadPath = "api/v1/orgs?limit=1";

    public string Detector => Rules.CloudApi5xx.Id;

    public async Task<Reading> ReadAsync(CancellationToken cancellation)
    {
        var read = calls.WhyNoToken is { } why
            ? Task.FromResult<EndpointAnswer>(new EndpointAnswer.NotAsked(why))
            : AskAsync(stop => calls.GetAsync(ReadPath, stop), cancellation);
        EndpointAnswer[] answers = [await AskAsync(stop => calls.GetOpenAsync(HealthPath, stop), cancellation), await read];
        bool? othersAnswer = answers.Any(answer => answer is EndpointAnswer.TimedOut or EndpointAnswer.Unreachable)
            ? await others.AnswersAsync(cancellation)
            : null;
        return new Reading.CloudApi(answers[0], answers[1], othersAnswer);
    }

    async Task<EndpointAnswer> AskAsync(Func<CancellationToken, Task<Answer>> ask, CancellationToken cancellation)
    {
        // On the machine's clock: what is waited for answers in real time, also in a drill.
        using var limit = new CancellationTokenSource(policy.Detection.CloudApi.AnswerWithin, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            return await ask(either.Token) switch
            {
                Answer.Given given => new EndpointAnswer.Status((int)given.Status),
                Answer.Missing { IsLate: true } => new EndpointAnswer.TimedOut(),
                Answer.Missing missing => new EndpointAnswer.Unreachable(Shortened.To(missing.Why, Observation.MaxWhyLength)),
                var other => throw new UnreachableException($"No meaning for {other}."),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new EndpointAnswer.TimedOut();
        }
    }
}
