using System.Text;
using OnCall.Adapters.ServiceBus;
using OnCall.Engine.Wakeups;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Wakeup;

/// <summary>A message of the queue <c>wakeups</c>: acts on what is due and delivers what is open.</summary>
static class WakeupFunction
{
    public static void MapWakeup(this IEndpointRouteBuilder routes) => routes.MapPost("/Wakeup", HandleAsync);

    static async Task<IResult> HandleAsync(HttpRequest request, WakeupHandler wakeups, CancellationToken cancellation)
    {
        var body = await Invocation.ReadTextAsync(request, "wakeup", cancellation);
        await wakeups.HandleAsync(WakeupMessage.Read(Encoding.UTF8.GetBytes(body)), cancellation);
        return Invocation.Done;
    }
}
