using OnCall.LocalHost.Slack;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Incidents;

/// <summary>More messages at once than Slack takes: each comes once, and the one that matters most comes next.</summary>
public class BurstStories(AzuriteFixture azurite)
{
    const int Incidents = 25;
    static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    static readonly string[] Both = ["acknowledged at", "Resolved by"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_burst_of_50_messages_loses_nothing_and_the_P1s_message_goes_first() => Story.TellAsync(azurite, async story =>
    {
        var (pagerDuty, slack) = (story.Stage.PagerDuty, story.Stage.Slack);
        var incidents = Enumerable.Range(1, Incidents).Select(number => pagerDuty.Trigger($"Old incident {number}")).ToList();
        await story.Stage.SettleAsync(Cancellation);
        var (declared, roots) = (slack.Messages.Count, Roots(slack));

        // Everybody comes back and tidies up within one moment.
        slack.OnePostEach = Second;
        foreach (var incident in incidents)
        {
            pagerDuty.Acknowledge(incident.Id, story.Stage.Person("ada"));
            pagerDuty.Resolve(incident.Id, story.Stage.Person("ada"));
        }

        await story.Stage.FastForwardAsync(10 * Second, Cancellation);
        var before = slack.Messages.Count;
        Assert.InRange(before, declared + 1, declared + 20);
        var p1 = pagerDuty.Trigger("The P1");
        await story.Stage.FastForwardAsync(2 * Second, Cancellation);
        Assert.Contains("The P1", slack.Render(slack.Messages[before]), StringComparison.Ordinal);

        await story.Stage.FastForwardAsync(90 * Second, Cancellation);
        Assert.All(roots, root => Assert.Equal(Both, Told(slack, root)));
        Assert.Single(slack.Messages, message => slack.Render(message).Contains("The P1", StringComparison.Ordinal));

        pagerDuty.Resolve(p1.Id, story.Stage.Person("ada"));
        await story.Stage.FastForwardAsync(5 * Second, Cancellation);
        story.ExpectEverythingSoFar();
    });

    static List<string> Roots(SlackSimulator slack) =>
        [.. slack.Messages.Where(message => message.ThreadTs is null).Select(message => message.Ts)];

    // Which of the two a reply in the thread tells, in the order in which they came.
    static IEnumerable<string> Told(SlackSimulator slack, string root) => slack.Messages
        .Where(message => message.ThreadTs == root)
        .OrderBy(message => message.Ts, StringComparer.Ordinal)
        .SelectMany(message => Both.Where(word =>
            slack.Render(message).Contains(word, StringComparison.OrdinalIgnoreCase)));
}
