using OnCall.Engine.DeadLetters;
using OnCall.Engine.Handovers;
using OnCall.Engine.Reconcile;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.Reconcile;

/// <summary>
/// Every five minutes: finds what PagerDuty and Slack know and never told us, and asks what keeps the service from doing
/// its part.
/// </summary>
static class ReconcileFunction
{
    public static void MapReconcile(this IEndpointRouteBuilder routes) => routes.MapPost("/Reconcile", HandleAsync);

    static async Task<IResult> HandleAsync(
        Reconciler reconciler, SubscriptionCheck subscriptions, ServiceSettingsCheck settings, OnCallsCheck onCalls,
        HandoverDesk handovers, DeadLetterWatch deadLetters, CancellationToken cancellation)
    {
        await reconciler.RunAsync(cancellation);
        await subscriptions.RunAsync(cancellation);
        await settings.RunAsync(cancellation);
        await onCalls.RunAsync(cancellation);
        await handovers.LookAtThumbsAsync(cancellation);
        await deadLetters.RunAsync(cancellation);
        return Invocation.Done;
    }
}
