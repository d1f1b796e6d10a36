using System.Text.Json;

namespace OnCall.Adapters.GitHub;

/// <summary>One page of a list on GitHub, or why it is not known.</summary>
abstract record GitHubPage
{
    GitHubPage() { }

    public sealed record Given(IReadOnlyList<JsonElement> Items, bool HasMore) : GitHubPage;

    public sealed record NotGiven(string Why) : GitHubPage;
}
