namespace OnCall.Adapters.ServiceBus;

/// <summary>
/// <c>Endpoint=sb://host[:port]/;SharedAccessKeyName=..;SharedAccessKey=..[;UseDevelopmentEmulator=true]</c>.
/// Errors name the part that is wrong, and never repeat what was written: it holds a key.
/// </summary>
public static class ServiceBusConnectionString
{
    /// <exception cref="FormatException">It is not a connection string that we can use.</exception>
    public static ServiceBusSettings Parse(string text)
    {
        var parts = Split(text);
        if (parts.ContainsKey("SharedAccessSignature"))
            throw Wrong("holds SharedAccessSignature, which cannot be renewed: use a key and its name");

        var endpoint = EndpointOf(Required(parts, "Endpoint"));
        var credential = new SharedAccessKey(
            Required(parts, "SharedAccessKeyName"), Required(parts, "SharedAccessKey"));
        var isEmulator = IsEmulator(parts);
        var port = endpoint.IsDefaultPort ? DefaultPort(isEmulator) : endpoint.Port;
        return new(endpoint.Host, port, isEmulator,
            isEmulator ? credential.Lasting(SharedAccessKey.EmulatorTokenLifetime) : credential);
    }

    static Dictionary<string, string> Split(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // A key ends in '=': only the first one separates.
            var separator = part.IndexOf('=', StringComparison.Ordinal);
            if (separator <= 0)
                throw Wrong("has a part without a name: write Name=value;Name=value");
            if (!parts.TryAdd(part[..separator].Trim(), part[(separator + 1)..].Trim()))
                throw Wrong("names a part twice");
        }

        return parts;
    }

    static string Required(Dictionary<string, string> parts, string name) =>
        parts.TryGetValue(name, out var value) && value.Length > 0 ? value : throw Wrong($"has no {name}");

    static Uri EndpointOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var endpoint) && endpoint.Scheme == "sb" && endpoint.Host.Length > 0
            ? endpoint
            : throw Wrong("has an Endpoint that is not like sb://contoso.servicebus.windows.net/");

    static bool IsEmulator(Dictionary<string, string> parts)
    {
        if (!parts.TryGetValue("UseDevelopmentEmulator", out var text))
            return false;
        return bool.TryParse(text, out var isEmulator)
            ? isEmulator
            : throw Wrong("has a UseDevelopmentEmulator that is neither true nor false");
    }

    static int DefaultPort(bool isEmulator) => isEmulator ? ServiceBusSettings.PlainPort : ServiceBusSettings.TlsPort;

    static FormatException Wrong(string what) =>
        new($"The connection string in {ServiceBusSettings.ConnectionStringSetting} {what}.");
}
