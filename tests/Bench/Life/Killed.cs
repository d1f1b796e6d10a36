using System.Globalization;
using OnCall.Bench.Crash;

namespace OnCall.Bench.Life;

/// <summary>What people miss or get twice when the app is killed a few times, and the bus never.</summary>
static class Killed
{
    const int Kills = 4;

    public static async Task RunAsync(int incidents, TimeSpan over, CancellationToken cancellation)
    {
        var plan = new CrashPlan(incidents, Kills, over, Seed: 1) { BrokerCrashes = 0 };
        var report = await CrashRun.PlayAsync(plan, new Dictionary<string, string>(), cancellation);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"after {Kills} SIGKILLs, {incidents} incidents: missing {Count(FaultKind.Missing)} / twice "
            + $"{Count(FaultKind.Twice)} / after an ack {Count(FaultKind.AfterTheAnswer)} / early "
            + $"{Count(FaultKind.Early)}; made good {report.Recovered.TotalSeconds:F1} s after the last of it"));

        int Count(FaultKind kind) => report.Stories.SelectMany(story => story.Faults).Count(fault => fault.Kind == kind);
    }
}
