namespace OnCall.LocalHost.FunctionsHost;

/// <summary>What the player heeds of host.json.</summary>
/// <param name="Executable">The handler, relative to the folder.</param>
/// <param name="RoutePrefix">Before every route; may be empty.</param>
public sealed record HostSettings(
    string Executable,
    IReadOnlyList<string> Arguments,
    TimeSpan FunctionTimeout,
    string RoutePrefix,
    int MaxConcurrentCalls);
