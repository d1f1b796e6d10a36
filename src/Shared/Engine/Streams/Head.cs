namespace OnCall.Engine.Streams;

/// <summary>The first row of a process: where it stands. Its ETag is the lock on the whole stream.</summary>
/// <param name="Version">How many steps were committed; each step adds one.</param>
/// <param name="State">The decider's state as JSON.</param>
/// <param name="ETag">Empty for a head that was never stored.</param>
public sealed record Head(
    ProcessId Process, long Version, string State, DateTimeOffset? Deadline, bool IsOver, string ETag);
