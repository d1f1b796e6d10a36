using System.Net;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.GitHub;

/// <summary>What the outbox hears of what GitHub answered.</summary>
static class GitHubDeliveries
{
    public static Delivery Refused(GitHubAnswer answer) => answer switch
    {
        GitHubAnswer.NotGiven { IsPassing: true } later => new Delivery.RetryLater(later.Why, later.After),
        GitHubAnswer.NotGiven never => new Delivery.GiveUp(never.Why),
        _ => new Delivery.GiveUp("GitHub's answer is not what was asked for."),
    };

    public static Delivery.GiveUp NoAnswer(string repository) => new($"GitHub's answer about {repository} is not what was asked for.");

    /// <summary>Whether GitHub refused it as impossible, in these words.</summary>
    public static bool Says(GitHubAnswer answer, string words) =>
        answer is GitHubAnswer.NotGiven { Status: HttpStatusCode.UnprocessableEntity } refused
        && refused.Words.Contains(words, StringComparison.OrdinalIgnoreCase);
}
