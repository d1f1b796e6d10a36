using Azure.Core;

namespace OnCall.Adapters.ServiceBus;

/// <summary>Which bus, and who we are there.</summary>
/// <param name="IsPlain">Without TLS: only the emulator on this machine.</param>
public sealed record ServiceBusSettings(string Host, int Port, bool IsPlain, ServiceBusCredential Credential)
{
    public const string ConnectionStringSetting = "ServiceBus";
    public const string NamespaceSetting = "ServiceBus__fullyQualifiedNamespace";
    public const int PlainPort = 5672;
    public const int TlsPort = 5671;

    /// <summary>Reads the app settings <c>ServiceBus</c> and <c>ServiceBus__fullyQualifiedNamespace</c>.</summary>
    /// <param name="identity">Asked only when the namespace is given: who the app is in Azure.</param>
    /// <exception cref="FormatException">Says which setting is wrong, and never its value.</exception>
    public static ServiceBusSettings Read(
        string? connectionString, string? fullyQualifiedNamespace, Func<TokenCredential> identity) =>
        (string.IsNullOrWhiteSpace(connectionString), string.IsNullOrWhiteSpace(fullyQualifiedNamespace)) switch
        {
            (false, true) => ServiceBusConnectionString.Parse(connectionString!),
            (true, false) => InNamespace(fullyQualifiedNamespace!, identity()),
            (true, true) => throw new FormatException(
                $"Service Bus is not configured: set {ConnectionStringSetting} (a connection string) "
                + $"or {NamespaceSetting} (a host name)."),
            (false, false) => throw new FormatException(
                $"Set either {ConnectionStringSetting} or {NamespaceSetting}, not both: who would we be?"),
        };

    public static ServiceBusSettings InNamespace(string fullyQualifiedNamespace, TokenCredential identity)
    {
        var host = fullyQualifiedNamespace.Trim();
        if (Uri.CheckHostName(host) != UriHostNameType.Dns)
            throw new FormatException(
                $"{NamespaceSetting} must be a host name alone, such as contoso.servicebus.windows.net.");
        return new(host, TlsPort, IsPlain: false, new ServiceBusIdentity(identity));
    }

    /// <summary>What a token for a queue is issued for.</summary>
    public string AudienceOf(string entity) => $"sb://{Host}/{entity}";
}
