using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OnCall.Engine.Streams;

/// <summary>
/// What Azure Table Storage allows in a key. The local emulator is laxer, so it is checked here.
/// </summary>
public static class StorageKey
{
    const int MaxEscapedLength = 120;

    public static bool IsValid(string key, int maxLength) =>
        key.Length > 0 && key.Length <= maxLength && !key.Any(IsForbidden);

    /// <summary>
    /// Makes a key of any text: forbidden characters become <c>~XXXX</c>, and a text that is too long keeps its
    /// beginning and gets its hash, so that two different texts never share a key.
    /// </summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
            if (IsForbidden(character) || character == '~')
                escaped.Append('~').Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
            else
                escaped.Append(character);

        return escaped.Length is > 0 and <= MaxEscapedLength
            ? escaped.ToString()
            : $"{escaped.ToString(0, Math.Min(escaped.Length, 40))}~{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    static bool IsForbidden(char character) =>
        character is '/' or '\\' or '#' or '?' || char.IsControl(character) || char.IsSurrogate(character);
}
