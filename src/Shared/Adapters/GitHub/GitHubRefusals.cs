using System.Globalization;
using System.Net;
using Octokit;
using OnCall.Adapters.Text;

namespace OnCall.Adapters.GitHub;

/// <summary>
/// Why GitHub gave no answer, and what to do, in a sentence for people. Where GitHub says 403 or 404 its own words are left
/// out: whoever may not see a repository gets the same words as for one that is not there.
/// </summary>
static class GitHubRefusals
{
    const int MaxWordsLength = 300;

    public static string NoList(string repository) =>
        $"GitHub's answer about {repository} is not a list of what was asked for.";

    public static GitHubAnswer.NotGiven Of(Exception e, GitHubPlace place, DateTimeOffset now) => e switch
    {
        ApiException refused => new GitHubAnswer.NotGiven(Why(refused, place, now), refused.StatusCode)
        {
            IsPassing = refused.StatusCode >= HttpStatusCode.InternalServerError || IsThrottled(refused),
            After = IsThrottled(refused) && WaitsUntil(refused, now) is { } until && until > now ? until - now : null,
            Words = WordsOf(refused),
        },
        OperationCanceledException => Missing($"GitHub did not answer in time about {place.Repository}."),
        _ => Missing($"GitHub could not be reached about {place.Repository}: {e.Message.TrimEnd('.')}."),
    };

    static GitHubAnswer.NotGiven Missing(string why) => new(why) { IsPassing = true };

    static string Why(ApiException refused, GitHubPlace place, DateTimeOffset now) => refused.StatusCode switch
    {
        HttpStatusCode.Unauthorized =>
            $"GitHub does not know the token in GitHub__Token, asked about {place.Repository} (401): "
            + "it has run out or was revoked; set another one.",
        HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests when IsThrottled(refused) =>
            $"GitHub lets us ask nothing more about {place.Repository} ({(int)refused.StatusCode}){Until(refused, now)}.",
        HttpStatusCode.Forbidden => place.IsWritten
            ? $"GitHub__Token may not change the {place.Kind} of {place.Repository} (403): give it write access to {place.Kind}."
            : $"GitHub__Token may not read the {place.Kind} of {place.Repository} (403): give it read access to {place.Kind}.",
        // An old kind of token that may read and not write is told this instead of 403.
        HttpStatusCode.NotFound when place.IsWritten =>
            $"GitHub__Token may not change the {place.Kind} of {place.Repository} (404): give it write access to {place.Kind}.",
        HttpStatusCode.NotFound or HttpStatusCode.Conflict when IsEmpty(refused) =>
            $"{place.Repository} is empty ({(int)refused.StatusCode}): put a first file into it.",
        HttpStatusCode.NotFound => $"GitHub__Token may not read {place.Repository} (404): give it read access, "
            + $"or mend the name under {place.Section} in the policy.",
        >= HttpStatusCode.InternalServerError =>
            $"GitHub failed with {(int)refused.StatusCode} {refused.StatusCode} about {place.Repository}.",
        _ => $"GitHub refused with {(int)refused.StatusCode} {refused.StatusCode} about {place.Repository}"
            + $"{(WordsOf(refused) is { Length: > 0 } words ? $": {words.TrimEnd('.')}" : "")}.",
    };

    static bool IsEmpty(ApiException refused) =>
        refused.Message.Contains("repository is empty", StringComparison.OrdinalIgnoreCase);

    static string WordsOf(ApiException refused) => Shortened.To(
        string.Join(": ", (refused.ApiError?.Errors ?? []).Select(error => error.Message)
            .Prepend(refused.ApiError?.Message)
            .OfType<string>()
            .Select(part => string.Join(' ', part.Split(default(char[]), StringSplitOptions.RemoveEmptyEntries)))
            .Where(part => part.Length > 0)),
        MaxWordsLength);

    static bool IsThrottled(ApiException refused) =>
        refused.StatusCode == HttpStatusCode.TooManyRequests
        || refused is RateLimitExceededException or SecondaryRateLimitExceededException or AbuseException
        || Number(refused, "x-ratelimit-remaining") == 0
        || Number(refused, "retry-after") is not null;

    static string Until(ApiException refused, DateTimeOffset now) => WaitsUntil(refused, now) is { } until
        ? string.Create(CultureInfo.InvariantCulture, $" before {until:yyyy-MM-dd HH:mm} UTC")
        : "";

    // Retry-After is for now; the reset is the hour's, which may have most of its calls left.
    static DateTimeOffset? WaitsUntil(ApiException refused, DateTimeOffset now) =>
        Number(refused, "retry-after") is { } seconds ? now.AddSeconds(seconds)
        : Number(refused, "x-ratelimit-reset") is { } reset ? DateTimeOffset.UnixEpoch.AddSeconds(reset)
        : null;

    // Unsigned and 32 bits long it is a moment before 2106: nothing that anybody sends can overflow the calendar.
    static uint? Number(ApiException refused, string header) =>
        refused.HttpResponse?.Headers
            .FirstOrDefault(sent => sent.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).Value is { } value
        && uint.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
