using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;

namespace OnCall.Adapters.GitHub;

/// <summary>A deployment as GitHub lists it; what became of it stands elsewhere.</summary>
sealed record Deployment(string Id, string Environment, string Version, string Creator, DateTimeOffset At)
{
    /// <summary>As many as GitHub shows of a commit.</summary>
    const int CommitLength = 7;

    const int MaxTextLength = 100;
    const int MaxIdLength = 20;

    /// <summary>What GitHub shows in the place of somebody who has left.</summary>
    public const string Gone = "ghost";

    /// <summary>As GitHub calls it when nobody says.</summary>
    const string Nameless = "production";

    static readonly string[] Prefixes = ["refs/heads/", "refs/tags/"];
    static readonly int[] ShaLengths = [40, 64];

    /// <summary>Null when what everything else hangs on is missing.</summary>
    public static Deployment? Read(JsonElement entry) =>
        entry.Text("id") is { Length: <= MaxIdLength } id && id.All(char.IsAsciiDigit)
        && entry.Moment("created_at") is { } at
        && (entry.Text("ref") ?? entry.Text("sha")) is { } version
            ? new Deployment(
                id, Shortened.To(entry.Text("environment") ?? Nameless, MaxTextLength), Shown(version), By(entry), at)
            : null;

    static string By(JsonElement entry) =>
        Shortened.To(entry.Child("creator")?.Text("login") ?? Gone, MaxTextLength);

    static string Shown(string version)
    {
        var prefix = Prefixes.FirstOrDefault(one => version.StartsWith(one, StringComparison.Ordinal)) ?? "";
        return ShaLengths.Contains(version.Length) && version.All(char.IsAsciiHexDigit)
            ? version[..CommitLength]
            : Shortened.To(version[prefix.Length..], MaxTextLength);
    }
}
