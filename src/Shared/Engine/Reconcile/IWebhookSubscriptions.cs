namespace OnCall.Engine.Reconcile;

/// <summary>Who sends us webhooks, asked whether it still does.</summary>
public interface IWebhookSubscriptions
{
    /// <summary>Those that deliver to us.</summary>
    Task<Listing<WebhookSubscription>> ReadOursAsync(CancellationToken cancellation);

    /// <summary>Null when it delivers again; otherwise why it does not, in a sentence.</summary>
    Task<string?> EnableAsync(WebhookSubscription subscription, CancellationToken cancellation);
}

/// <param name="Url">Where it delivers to.</param>
/// <param name="IsActive">False when somebody switched it off.</param>
/// <param name="IsSuspended">True when the sender stopped by itself, after too many refusals.</param>
public sealed record WebhookSubscription(string Id, string Url, bool IsActive, bool IsSuspended)
{
    public bool Delivers => IsActive && !IsSuspended;
}
