namespace OnCall.LocalHost.PagerDuty;

/// <summary>The one webhook subscription of the simulated PagerDuty.</summary>
/// <param name="url">Null while nobody is subscribed.</param>
sealed class WebhookSubscription(WebhookQueue queue, Func<Uri?> url)
{
    public const string Id = "PSANDBOX000003";

    public Uri? Url => url();

    /// <summary>The switch that people turn.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>The switch that PagerDuty turns, after too many refusals.</summary>
    public bool IsSuspended => !queue.IsEnabled;

    public bool IsReadOnly { get; set; }

    public void Enable() => queue.Enable();
}
