using System.Net;
using System.Text.Json;

namespace OnCall.Adapters.GitHub;

/// <summary>What GitHub answered, or why that is not known.</summary>
abstract record GitHubAnswer
{
    GitHubAnswer() { }

    /// <param name="HasMore">Whether GitHub links to a next page.</param>
    public sealed record Given(JsonElement Body, bool HasMore) : GitHubAnswer;

    /// <param name="Status">Null when there was no answer.</param>
    public sealed record NotGiven(string Why, HttpStatusCode? Status = null) : GitHubAnswer
    {
        /// <summary>Whether asking again later may help.</summary>
        public bool IsPassing { get; init; }

        /// <summary>How long GitHub asked us to wait.</summary>
        public TimeSpan? After { get; init; }

        /// <summary>What GitHub itself said; empty when it said nothing.</summary>
        public string Words { get; init; } = "";
    }
}
