namespace OnCall.Peers.NovaVmsApi;

/// <summary>A real validator (npm ajv) judges whether the simulated NovaVMS is what the document says: each test by name.</summary>
public sealed class NovaVmsApiTests(NovaVmsForPeers peers) : IClassFixture<NovaVmsForPeers>
{
    public static IEnumerable<TheoryDataRow<string, string>> Tests => NovaVmsForPeers.Suites.SelectMany(
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
    public void Every_test_that_node_ran_is_one_of_ours() => Assert.All(NovaVmsForPeers.Suites, suite =>
        Assert.Equal(suite.TestNames.Order(), peers.Run!.ReportedFor(suite.File).Order()));
}
