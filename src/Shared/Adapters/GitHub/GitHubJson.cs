using System.Text;
using System.Text.Json;
using Octokit.Internal;
using OnCall.Adapters.Json;

namespace OnCall.Adapters.GitHub;

/// <summary>
/// What Octokit reads answers with. Its own reader fills Octokit's types by reflection, and they do not fit: a
/// deployment there has no ref, and one whose payload is a text cannot be read at all.
/// </summary>
sealed class GitHubJson : IJsonSerializer
{
    /// <summary>A <see cref="JsonDocument"/> and nothing else; null when it is not JSON.</summary>
    public T Deserialize<T>(string json) => (T)(object)LenientJson.Parse(Encoding.UTF8.GetBytes(json))!;

    public string Serialize(object item) => throw new NotSupportedException("What is sent to GitHub is JSON already.");
}
