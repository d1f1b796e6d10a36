namespace OnCall.Adapters.Text;

/// <summary>Cuts a text to what its reader takes.</summary>
public static class Shortened
{
    /// <summary>At most <paramref name="maxLength"/> characters, the last of them … when something was cut off.</summary>
    public static string To(string text, int maxLength)
    {
        if (text.Length <= maxLength)
            return text;

        // Half of a surrogate pair is no character, and JSON refuses it.
        var end = maxLength - 1;
        return string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[end - 1]) ? end - 1 : end), "…");
    }
}
