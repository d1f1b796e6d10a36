using System.CommandLine;
using System.Globalization;
using OnCall.Bench.Rig;
using OnCall.Core.Policy;
using OnCall.Simulation;

namespace OnCall.Bench.Simulate;

/// <summary><c>simulate</c>: plays on-call weeks, or whole years, and tells the story of every world that fails.</summary>
static class SimulateCommand
{
    const int MaxStories = 5;

    static readonly Option<int> Worlds = new("--worlds") { DefaultValueFactory = _ => 10_000 };
    static readonly Option<bool> Years = new("--years") { Description = "Years instead of weeks." };
    static readonly Option<bool> Detectors = new("--detectors") { Description = "Hours in which a detector watches, instead of weeks." };
    static readonly Option<int> Seed = new("--seed") { Description = "Of the first world.", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("simulate", "On-call weeks in which everything goes wrong.") { Worlds, Years, Detectors, Seed };
        command.SetAction(parsed => Play(
            parsed.GetValue(Seed), parsed.GetValue(Worlds),
            (seed, policy) => parsed.GetValue(Detectors) ? WatchedHours.Play(seed, policy)
                : parsed.GetValue(Years) ? OnCallYear.Play(seed, policy)
                : OnCallWeek.Play(seed, policy)));
        return command;
    }

    static int Play(int seed, int worlds, Func<int, OnCallPolicy, WorldReport> play)
    {
        using var shipped = new ShortPolicy(TimeSpan.FromMinutes(15));
        var (policy, began) = (shipped.Policy, TimeProvider.System.GetTimestamp());
        var (faults, failed, events) = (new FaultCount(), 0, 0L);
        foreach (var report in Enumerable.Range(seed, worlds).AsParallel().AsOrdered()
            .Select(world => play(world, policy)))
        {
            faults.Add(report.Faults);
            events += report.Events;
            if (report.Failures.Count > 0 && ++failed <= MaxStories)
                Console.WriteLine(report);
        }

        var seconds = TimeProvider.System.GetElapsedTime(began).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{worlds} worlds, {failed} failed; {worlds / seconds:G3} worlds/s, {events / seconds:F0} events/s. Faults injected:"));
        foreach (var (kind, times) in faults.Counts)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,12:N0}  {kind}"));
        return failed == 0 ? 0 : 1;
    }
}
