namespace OnCall.Adapters.Slack.Home;

/// <summary>Shows each person the App Home that is theirs.</summary>
public sealed class SlackHomes(SlackCalls calls)
{
    /// <param name="user">Slack's id, whether the policy knows it or not.</param>
    /// <returns>What kept it from being shown, in a sentence; null when it is.</returns>
    public async Task<string?> PublishAsync(string user, SlackHome home, CancellationToken cancellation) =>
        SlackCalls.WhyNot(await calls.PostAsync(
            "views.publish", new PublishHomeRequest(user, home), SlackHomeJson.Default.PublishHomeRequest, cancellation));
}
