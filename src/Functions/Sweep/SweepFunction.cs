using OnCall.Adapters.Heartbeat;
using OnCall.Engine.Sweep;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Sweep;

/// <summary>
/// Each minute: knocks at whatever is overdue. Only when nothing is does the heartbeat go out: its silence outside
/// is the alarm.
/// </summary>
static class SweepFunction
{
    public static void MapSweep(this IEndpointRouteBuilder routes) => routes.MapPost("/Sweep", HandleAsync);

    static async Task<IResult> HandleAsync(
        Sweeper sweeper, HeartbeatClient heartbeat, CancellationToken cancellation)
    {
        if ((await sweeper.RunAsync(cancellation)).Woken == 0)
            await heartbeat.BeatAsync(cancellation);
        return Invocation.Done;
    }
}
