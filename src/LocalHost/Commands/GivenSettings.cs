using System.Collections;

namespace OnCall.LocalHost.Commands;

/// <summary>The app settings that this process was given as environment variables: real neighbours.</summary>
static class GivenSettings
{
    static readonly string[] Prefixes =
        ["AzureWebJobsStorage", "ServiceBus", "Slack__", "PagerDuty__", "GitHub__", "NovaVms__", "Heartbeat__"];

    public static IReadOnlyDictionary<string, string> FromEnvironment() => Environment.GetEnvironmentVariables()
        .Cast<DictionaryEntry>()
        .Select(entry => KeyValuePair.Create((string)entry.Key, (string?)entry.Value ?? ""))
        .Where(entry => Prefixes.Any(prefix => entry.Key.StartsWith(prefix, StringComparison.Ordinal)))
        .ToDictionary(StringComparer.Ordinal);
}
