using OnCall.Bench.Crash;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Crash;

/// <summary>
/// The functions app is killed again and again, and in the middle the bus crashes and comes back from its journal;
/// what people see is as if nothing had been.
/// </summary>
/// <remarks>
/// Alone on the machine: its deadlines are real seconds, and neighbours that take the processor would be told as faults.
/// </remarks>
[Collection(nameof(Alone))]
public class CrashTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Killed_at_random_moments_it_pages_everybody_once_in_order_and_on_time()
    {
        // Another seed in each run; the one that failed is printed.
        var seed = Random.Shared.Next();
        var plan = new CrashPlan(Incidents: 200, Kills: 30, Over: TimeSpan.FromSeconds(45), seed);
        var report = await CrashRun.PlayAsync(
            plan,
            new Dictionary<string, string> { ["AzureWebJobsStorage"] = azurite.TakeAccount() },
            TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{report}");
        Assert.True(report.IsAsTheRunbookSays, $"{report}");
    }
}

/// <summary>Played when nothing else is.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public class Alone;
