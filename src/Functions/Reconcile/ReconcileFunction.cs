using OnCall.Engine.Reconcile;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Reconcile;

/// <summary>Every five minutes: finds what PagerDuty knows and never told us.</summary>
static class ReconcileFunction
{
    public static void MapReconcile(this IEndpointRouteBuilder routes) => routes.MapPost("/Reconcile", HandleAsync);

    static async Task<IResult> HandleAsync(Reconciler reconciler, CancellationToken cancellation)
    {
        await reconciler.RunAsync(cancellation);
        return Invocation.Done;
    }
}
