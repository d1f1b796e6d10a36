using OnCall.LocalHost.ServiceBus;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Hands the messages of one queue to the handler.</summary>
sealed class QueueFunction(
    FunctionDeclaration.OnMessages function, Invocations invocations, UnderWayCount underWay, FunctionsHostSetup setup)
    : IMessageFunction
{
    public Task<IAsyncDisposable> ListenAsync(IQueueMessages messages, CancellationToken cancellation) =>
        messages.ListenAsync(function.Queue, setup.Folder.Host.MaxConcurrentCalls, this, cancellation);

    public Task ReadyAsync(CancellationToken cancellation) => setup.Handler.UpAsync(cancellation);

    public async Task<Settlement> HandleAsync(QueueMessage message, CancellationToken cancellation)
    {
        Outcome outcome;
        var rest = Task.CompletedTask;
        using (underWay.Begin())
        {
            var envelope = Envelope.ForMessage(function, message, setup.Clock.GetUtcNow());
            outcome = await invocations.InvokeAsync(function.Name, envelope, cancellation);

            // Nothing goes on but time, so this is no longer under way; the timer is set before that is said.
            if (outcome is Outcome.NeverCompletes)
                rest = Task.Delay(setup.Folder.Host.FunctionTimeout, setup.Clock, cancellation);
        }

        await rest;
        if (outcome is Outcome.NeverCompletes)
            setup.Handler.StartAgain();
        return outcome switch
        {
            Outcome.Completed => Settlement.Complete,
            Outcome.NotReached => Settlement.Release,
            _ => Settlement.Abandon,
        };
    }
}
