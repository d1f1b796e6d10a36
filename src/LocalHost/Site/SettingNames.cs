namespace OnCall.LocalHost.Site;

/// <summary>
/// App settings are written as environment variables, <c>Slack__BotToken</c>; configuration that does not come from the
/// environment wants <c>Slack:BotToken</c>.
/// </summary>
public static class SettingNames
{
    public static IConfigurationBuilder AddAppSettings(
        this IConfigurationBuilder configuration, IReadOnlyDictionary<string, string> settings) =>
        configuration.AddInMemoryCollection(settings.ToDictionary(
            setting => setting.Key.Replace("__", ":", StringComparison.Ordinal), setting => (string?)setting.Value));
}
