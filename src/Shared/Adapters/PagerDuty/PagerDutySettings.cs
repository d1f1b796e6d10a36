namespace OnCall.Adapters.PagerDuty;

/// <summary>The app settings <c>PagerDuty__…</c>.</summary>
public sealed class PagerDutySettings
{
    public const string Section = "PagerDuty";

    public string ApiToken { get; set; } = "";

    /// <summary>One secret a webhook subscription, separated by commas; two while one is being rotated.</summary>
    public string WebhookSecrets { get; set; } = "";

    /// <summary>Of the service's Events v2 integration.</summary>
    public string RoutingKey { get; set; } = "";

    /// <summary>PagerDuty wants to know in whose name an incident is changed: the address of one of its users.</summary>
    public string FromEmail { get; set; } = "";

    public string EscalationPolicyId { get; set; } = "";

    public Uri ApiUrl { get; set; } = new("https://api.pagerduty.com/");

    public Uri EventsUrl { get; set; } = new("https://events.pagerduty.com/");

    public IReadOnlyList<string> WebhookSecretList() =>
        WebhookSecrets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
