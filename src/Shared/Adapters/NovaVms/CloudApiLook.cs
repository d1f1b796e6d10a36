using System.Diagnostics;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Text;
using OnCall.Core.Detection;
using OnCall.Engine.Triage;

namespace OnCall.Adapters.NovaVms;

/// <summary>Asks what the probe asks, and looks at the clock.</summary>
public sealed class CloudApiLook(NovaVmsCalls calls) : IProductLook
{
    public Task<EndpointLook> HealthAsync(CancellationToken cancellation) =>
        LookAsync(() => calls.GetOpenAsync(CloudApiProbe.HealthPath, cancellation));

    public Task<EndpointLook> ReadAsync(CancellationToken cancellation) => calls.WhyNoToken is { } why
        ? Task.FromResult(new EndpointLook(new EndpointAnswer.NotAsked(why), TimeSpan.Zero))
        : LookAsync(() => calls.GetAsync(CloudApiProbe.ReadPath, cancellation));

    static async Task<EndpointLook> LookAsync(Func<Task<Answer>> ask)
    {
        // On the machine's clock: what is waited for answers in real time, also in a drill.
        var began = TimeProvider.System.GetTimestamp();
        EndpointAnswer answer = await ask() switch
        {
            Answer.Given given => new EndpointAnswer.Status((int)given.Status),
            Answer.Missing { IsLate: true } => new EndpointAnswer.TimedOut(),
            Answer.Missing missing => new EndpointAnswer.Unreachable(Shortened.To(missing.Why, Observation.MaxWhyLength)),
            var other => throw new UnreachableException($"No meaning for {other}."),
        };
        return new EndpointLook(answer, TimeProvider.System.GetElapsedTime(began));
    }
}
