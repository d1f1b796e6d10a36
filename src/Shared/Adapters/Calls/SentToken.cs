namespace OnCall.Adapters.Calls;

/// <summary>A token that goes out in a header.</summary>
static class SentToken
{
    /// <summary>
    /// Null when it can be sent. Looked at beforehand, because the exception for what does not fit into a header
    /// quotes it.
    /// </summary>
    /// <param name="setting">Its name, which is no secret: "GitHub__Token".</param>
    public static string? WhyNot(string setting, string token) =>
        token.Length == 0 ? $"{setting} is not set."
        : token.All(character => character is > ' ' and <= '~') ? null
        : $"{setting} has characters in it that no token has, such as a blank or the end of a line.";
}
