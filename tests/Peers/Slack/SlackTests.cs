namespace OnCall.Peers.Slack;

/// <summary>
/// Slack's own types (npm @slack/types, @slack/web-api) judge everything that we send, and Slack's own framework (npm @slack/bolt)
/// whose requests are taken: each test by name.
/// </summary>
public sealed class SlackTests(SlackForPeers peers) : IClassFixture<SlackForPeers>
{
    public static IEnumerable<TheoryDataRow<string, string>> Tests => SlackForPeers.Suites.SelectMany(
        suite => suite.TestNames.Select(name => new TheoryDataRow<string, string>(suite.File, name)));

    [Theory]
    [MemberData(nameof(Tests))]
    public void Passes(string file, string test)
    {
        var result = peers.Run!.ResultOf(file, test);
        Assert.True(result.Passed, result.Error);
    }

    /// <summary>A test that is not found by its name would pass unseen.</summary>
    [Fact]
    public void Every_test_that_node_ran_is_one_of_ours() => Assert.All(SlackForPeers.Suites, suite =>
        Assert.Equal(suite.TestNames.Order(), peers.Run!.ReportedFor(suite.File).Order()));

    [Fact]
    public void Everything_that_makes_something_for_Slack_was_sent() => Assert.Empty(peers.Missing);
}
