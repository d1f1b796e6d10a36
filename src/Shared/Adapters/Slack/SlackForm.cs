using System.Net;
using System.Text;

namespace OnCall.Adapters.Slack;

/// <summary>A body as browsers send a form, in which Slack wraps interactions and slash commands.</summary>
public static class SlackForm
{
    /// <summary>The first field of this name, decoded; null when there is none.</summary>
    public static ReadOnlyMemory<byte>? Field(ReadOnlyMemory<byte> body, string name)
    {
        var wanted = Encoding.ASCII.GetBytes($"{name}=");
        for (var rest = body; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'&');
            var field = end < 0 ? rest : rest[..end];
            if (field.Span.StartsWith(wanted))
                return WebUtility.UrlDecodeToBytes(field.ToArray(), wanted.Length, field.Length - wanted.Length);
            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return null;
    }
}
