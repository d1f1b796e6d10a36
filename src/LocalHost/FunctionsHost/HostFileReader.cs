using System.Globalization;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>From the text of host.json to what the player heeds of it.</summary>
static class HostFileReader
{
    public const string FileName = "host.json";

    const string DefaultRoutePrefix = "api";
    const int DefaultMaxConcurrentCalls = 16;
    static readonly TimeSpan DefaultFunctionTimeout = TimeSpan.FromMinutes(5);

    public static HostSettings? Read(FolderChecks checks)
    {
        if (checks.Json(FileName, FolderJson.Default.HostFile) is not { } file)
            return null;

        if (file.Version != "2.0")
            checks.Fail(FileName, "version", $"'{file.Version}' is not \"2.0\".");
        if (file.CustomHandler is not ({ EnableForwardingHttpRequest: true } or { Http.EnableProxying: true }))
            checks.Fail(FileName, "customHandler.enableForwardingHttpRequest", "must be true: signatures need it.");
        if (file.Extensions?.ServiceBus?.AutoCompleteMessages == false)
            checks.Fail(FileName, "extensions.serviceBus.autoCompleteMessages", "must be true: the host completes.");

        var description = file.CustomHandler?.Description;
        return new HostSettings(
            checks.Text(
                FileName, "customHandler.description.defaultExecutablePath", description?.DefaultExecutablePath),
            description?.Arguments ?? [],
            Timeout(file.FunctionTimeout, checks),
            (file.Extensions?.Http?.RoutePrefix ?? DefaultRoutePrefix).Trim('/'),
            Calls(file.Extensions?.ServiceBus?.MaxConcurrentCalls ?? DefaultMaxConcurrentCalls, checks));
    }

    static TimeSpan Timeout(string? value, FolderChecks checks)
    {
        if (value is null)
            return DefaultFunctionTimeout;
        if (!TimeSpan.TryParseExact(value, "c", CultureInfo.InvariantCulture, out var timeout)
            || timeout <= TimeSpan.Zero)
            checks.Fail(FileName, "functionTimeout", $"'{value}' is not a duration such as \"00:05:00\".");
        return timeout;
    }

    static int Calls(int value, FolderChecks checks)
    {
        if (value < 1)
            checks.Fail(FileName, "extensions.serviceBus.maxConcurrentCalls", $"{value} is less than one.");
        return value;
    }
}
