using OnCall.Peers.NodeSuites;

namespace OnCall.Peers.AzureServiceBus;

/// <summary>Microsoft's own client (npm @azure/service-bus) against the embedded bus: each test by name.</summary>
public sealed class AzureServiceBusTests(BusForPeers peers)
{
    public static IEnumerable<TheoryDataRow<string, string>> Tests => BusForPeers.Suites.SelectMany(
        suite => suite.TestNames.Select(name => new TheoryDataRow<string, string>(suite.File, name)));

    public static IEnumerable<TheoryDataRow<string>> Files =>
        BusForPeers.Suites.Select(suite => new TheoryDataRow<string>(suite.File));

    [Theory]
    [MemberData(nameof(Tests))]
    public void Passes(string file, string test)
    {
        var result = peers.Run!.ResultOf(file, test);
        Assert.True(result.Passed, result.Error);
    }

    /// <summary>A test that is not found by its name would pass unseen.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Every_test_that_node_ran_is_one_of_ours(string file) =>
        Assert.Equal(new NodeSuite(file).TestNames.Order(), peers.Run!.ReportedFor(file).Order());
}
