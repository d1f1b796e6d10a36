using System.Diagnostics.CodeAnalysis;
using Azure.Identity;
using OnCall.Adapters.GitHub;
using OnCall.Adapters.NovaVms;
using OnCall.Adapters.PagerDuty;
using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Slack;
using OnCall.Core.Policy;

namespace OnCall.Functions.Settings;

/// <summary>
/// Everything that the app is told from outside: its app settings, which arrive as environment variables
/// (<c>Slack__BotToken</c>), and the policy. local.settings.sample.json says what each one means.
/// </summary>
public sealed record AppSettings(
    OnCallPolicy Policy,
    StorageSettings Storage,
    ServiceBusSettings ServiceBus,
    SlackSettings Slack,
    PagerDutySettings PagerDuty,
    GitHubSettings GitHub,
    NovaVmsSettings NovaVms,
    Uri? Heartbeat,
    Uri? PublicUrl)
{
    /// <exception cref="SettingsException">Names all that is missing or wrong; never a value that is secret.</exception>
    public static AppSettings Read(IConfiguration settings)
    {
        var errors = new List<string>();
        var policy = ReadPolicy(settings, errors);
        var storage = StorageSettings.Read(settings, errors);
        var serviceBus = ReadServiceBus(settings, errors);
        var slack = ReadSlack(settings, errors);
        var pagerDuty = ReadPagerDuty(settings, errors);
        var gitHub = ReadGitHub(settings, errors);
        var novaVms = ReadNovaVms(settings, errors);
        var heartbeat = Url(settings, "Heartbeat:Url", standard: null, errors);
        var publicUrl = Url(settings, "OnCall:PublicUrl", standard: null, errors);
        return errors.Count == 0
            ? new AppSettings(policy!, storage, serviceBus!, slack, pagerDuty, gitHub, novaVms, heartbeat, publicUrl)
            : throw new SettingsException(errors);
    }

    static OnCallPolicy? ReadPolicy(IConfiguration settings, List<string> errors)
    {
        try
        {
            return PolicySource.Read(settings["OnCall:PolicyFile"]).Policy;
        }
        catch (SettingsException e)
        {
            errors.AddRange(e.Errors);
            return null;
        }
    }

    static SlackSettings ReadSlack(IConfiguration settings, List<string> errors) => new()
    {
        BotToken = Required(settings, "Slack:BotToken", "the bot token of the Slack app (xoxb-…)", errors),
        SigningSecret = settings["Slack:SigningSecret"] ?? "",
        ApiUrl = Url(settings, "Slack:ApiUrl", new SlackSettings().ApiUrl, errors),
    };

    static PagerDutySettings ReadPagerDuty(IConfiguration settings, List<string> errors) => new()
    {
        ApiToken = Required(settings, "PagerDuty:ApiToken", "a REST API key that may write", errors),
        WebhookSecrets = Required(settings, "PagerDuty:WebhookSecrets",
            "the webhook subscription's signing secret; without it every webhook would be refused", errors),
        FromEmail = Required(settings, "PagerDuty:FromEmail",
            "the e-mail of a PagerDuty user, in whose name incidents are changed", errors),
        RoutingKey = settings["PagerDuty:RoutingKey"] ?? "",
        EscalationPolicyId = settings["PagerDuty:EscalationPolicyId"] ?? "",
        ApiUrl = Url(settings, "PagerDuty:ApiUrl", new PagerDutySettings().ApiUrl, errors),
        EventsUrl = Url(settings, "PagerDuty:EventsUrl", new PagerDutySettings().EventsUrl, errors),
    };

    // Their tokens may be missing: a section of a note that cannot be written keeps no page from arriving.
    static GitHubSettings ReadGitHub(IConfiguration settings, List<string> errors) => new()
    {
        Token = settings["GitHub:Token"] ?? "",
        ApiUrl = Url(settings, "GitHub:ApiUrl", new GitHubSettings().ApiUrl, errors),
    };

    static NovaVmsSettings ReadNovaVms(IConfiguration settings, List<string> errors) => new()
    {
        ApiToken = settings["NovaVms:ApiToken"] ?? "",
        EventSecret = settings["NovaVms:EventSecret"] ?? "",
        BaseUrl = Url(settings, "NovaVms:BaseUrl", new NovaVmsSettings().BaseUrl, errors),
    };

    static ServiceBusSettings? ReadServiceBus(IConfiguration settings, List<string> errors)
    {
        try
        {
            return ServiceBusSettings.Read(
                settings["ServiceBus"],
                settings["ServiceBus:fullyQualifiedNamespace"],
                () => new DefaultAzureCredential());
        }
        catch (FormatException e)
        {
            errors.Add(e.Message);
            return null;
        }
    }

    static string Required(IConfiguration settings, string key, string meaning, List<string> errors)
    {
        var value = settings[key];
        if (string.IsNullOrWhiteSpace(value))
            errors.Add($"{Name(key)} is missing: {meaning}.");
        return value ?? "";
    }

    [return: NotNullIfNotNull(nameof(standard))]
    static Uri? Url(IConfiguration settings, string key, Uri? standard, List<string> errors)
    {
        var value = settings[key];
        if (string.IsNullOrWhiteSpace(value))
            return standard;
        if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return url;
        errors.Add($"{Name(key)} is not an address that begins with http:// or https://.");
        return standard;
    }

    // Configuration writes Slack:BotToken, an environment variable Slack__BotToken.
    static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
