namespace OnCall.LocalHost.Site;

/// <summary>
/// What the played neighbours check. Only programs on this machine reach them: these are there to be checked,
/// not to be secret.
/// </summary>
public static class LocalSecrets
{
    public const string SlackBotToken = "xoxb-local-bot-token";
    public const string SlackSigningSecret = "local-signing-secret";
    public const string PagerDutyApiToken = "local-api-token";
    public const string PagerDutyRoutingKey = "0123456789abcdef0123456789abcdef";
    public const string PagerDutyWebhookSecret = "local-webhook-secret";
    public const string GitHubToken = "local-github-token";
    public const string NovaVmsApiToken = "local-novavms-token";
    public const string NovaVmsEventSecret = "local-novavms-event-secret";
    public const string FunctionKey = "local-function-key";
}
