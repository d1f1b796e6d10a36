namespace OnCall.LocalHost;

/// <summary>Something that the person at the keyboard can mend. The message says what and how.</summary>
public sealed class LocalHostException(string message) : Exception(message);
