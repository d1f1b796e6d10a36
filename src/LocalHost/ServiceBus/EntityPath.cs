namespace OnCall.LocalHost.ServiceBus;

/// <summary>Names of queues as clients write them: in any case, with a leading slash, or as a whole address.</summary>
static class EntityPath
{
    public const string DeadLetters = "$deadletterqueue";

    public static string Of(string? address)
    {
        var text = address ?? "";
        if (text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out var uri))
            text = uri.AbsolutePath;
        return text.Trim('/').ToLowerInvariant();
    }

    public static bool IsDeadLetters(string path) => path.EndsWith($"/{DeadLetters}", StringComparison.Ordinal);

    public static string ManagementOf(string path) => path + "/$management";

    public static bool Covers(string granted, string path) =>
        granted.Length == 0
        || path == granted
        || (path.StartsWith(granted, StringComparison.Ordinal) && path[granted.Length] == '/');
}
