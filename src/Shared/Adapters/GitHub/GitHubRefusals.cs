using System.Globalization;
using System.Net;
using Octokit;

namespace OnCall.Adapters.GitHub;

/// <summary>
/// Why GitHub gave no list, and what to do, in a sentence for people. GitHub's own words are left out: whoever may not
/// see a repository gets the same words as for one that is not there.
/// </summary>
static class GitHubRefusals
{
    public static string NoList(string repository) =>
        $"GitHub's answer about {repository} is not a list of what was asked for.";

    public static string Why(Exception e, GitHubPlace place, DateTimeOffset now) => e switch
    {
        ApiException refused => Why(refused, place, now),
        OperationCanceledException => $"GitHub did not answer in time about {place.Repository}.",
        _ => $"GitHub could not be reached about {place.Repository}: {e.Message.TrimEnd('.')}.",
    };

    static string Why(ApiException refused, GitHubPlace place, DateTimeOffset now) => refused.StatusCode switch
    {
        HttpStatusCode.Unauthorized =>
            $"GitHub does not know the token in GitHub__Token, asked about {place.Repository} (401): "
            + "it has run out or was revoked; set another one.",
        HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests when IsThrottled(refused) =>
            $"GitHub lets us ask nothing more about {place.Repository} ({(int)refused.StatusCode}){Until(refused, now)}.",
        HttpStatusCode.Forbidden => $"GitHub__Token may not read the {place.Kind} of {place.Repository} (403): "
            + $"give it read access to {place.Kind}.",
        HttpStatusCode.NotFound when refused.Message.Contains("repository is empty", StringComparison.OrdinalIgnoreCase) =>
            $"{place.Repository} is empty (404): put a first file into it.",
        HttpStatusCode.NotFound => $"GitHub__Token may not read {place.Repository} (404): give it read access, "
            + $"or mend the name under {place.Section} in the policy.",
        >= HttpStatusCode.InternalServerError =>
            $"GitHub failed with {(int)refused.StatusCode} {refused.StatusCode} about {place.Repository}.",
        _ => $"GitHub refused with {(int)refused.StatusCode} {refused.StatusCode} about {place.Repository}.",
    };

    static bool IsThrottled(ApiException refused) =>
        refused.StatusCode == HttpStatusCode.TooManyRequests
        || refused is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException
        || Number(refused, "x-ratelimit-remaining") == 0
        || Number(refused, "retry-after") is not null;

    // Retry-After is for now; the reset is the hour's, which may have most of its calls left.
    static string Until(ApiException refused, DateTimeOffset now) =>
        Number(refused, "retry-after") is { } seconds and >= 0 ? Until(now.AddSeconds(seconds))
        : Number(refused, "x-ratelimit-reset") is { } reset ? Until(DateTimeOffset.UnixEpoch.AddSeconds(reset))
        : "";

    static string Until(DateTimeOffset until) =>
        string.Create(CultureInfo.InvariantCulture, $" before {until:yyyy-MM-dd HH:mm} UTC");

    // Unsigned and 32 bits long it is a moment before 2106: nothing that anybody sends can overflow the calendar.
    static uint? Number(ApiException refused, string header) =>
        refused.HttpResponse?.Headers
            .FirstOrDefault(sent => sent.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).Value is { } value
        && uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
