using OnCall.Bench.Fuzz;

namespace OnCall.Stories.Webhooks;

/// <summary>What nobody thought of, from a seed.</summary>
public class HostileRequestStories
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_request_breaks_the_app_and_none_is_taken_unsigned(int seed)
    {
        var report = await FuzzRun.PlayAsync(requests: 100, seed, TestContext.Current.CancellationToken);

        Assert.True(report.Faults.Count == 0, $"{report}");
    }
}
