using System.Text.Json.Serialization;

namespace OnCall.LocalHost.FunctionsHost;

// The shape of host.json, as far as the player heeds it. What must be there, HostFileReader says by name.
sealed record HostFile(
    string? Version,
    string? FunctionTimeout,
    HostFile.HandlerEntry? CustomHandler,
    HostFile.ExtensionsEntry? Extensions)
{
    internal sealed record HandlerEntry(
        DescriptionEntry? Description, bool? EnableForwardingHttpRequest, HandlerHttpEntry? Http);

    internal sealed record DescriptionEntry(string? DefaultExecutablePath, IReadOnlyList<string>? Arguments);

    internal sealed record HandlerHttpEntry(bool? EnableProxying);

    internal sealed record ExtensionsEntry(HttpEntry? Http, ServiceBusEntry? ServiceBus);

    internal sealed record HttpEntry(string? RoutePrefix);

    internal sealed record ServiceBusEntry(int? MaxConcurrentCalls, bool? AutoCompleteMessages);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(HostFile))]
[JsonSerializable(typeof(FunctionFile))]
sealed partial class FolderJson : JsonSerializerContext;
