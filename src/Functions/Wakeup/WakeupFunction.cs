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
        var wakeup = WakeupMessage.Read(Encoding.UTF8.GetBytes(body));
        try
        {
            await wakeups.HandleAsync(wakeup, cancellation);
        }
        catch (Exception e) when (FailureAnswers.Passes(e))
        {
            await wakeups.LaterAsync(wakeup, e, cancellation);
        }

        return Invocation.Done;
    }
}
