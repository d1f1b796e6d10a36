namespace OnCall.Engine.Reconcile;

/// <summary>The services that page by our escalation policy, asked for what they do by themselves.</summary>
public interface IPagingServices
{
    Task<Listing<PagingService>> ReadAsync(CancellationToken cancellation);
}

/// <param name="Url">Where a person changes its settings.</param>
/// <param name="AcknowledgementTimeout">After which an acknowledgement ends. Zero: never; null: it does not say.</param>
/// <param name="AutoResolveTimeout">After which an incident is closed by itself. Zero: never; null: it does not say.</param>
public sealed record PagingService(
    string Id, string Name, Uri? Url, TimeSpan? AcknowledgementTimeout, TimeSpan? AutoResolveTimeout);
