using OnCall.Core.Detection;
using OnCall.Engine.Detection;

namespace OnCall.Simulation;

/// <summary>Reads the product, and hears of it at once, late, or never.</summary>
sealed class SimulatedProbe(World world) : IProbe
{
    const double MostLateSeconds = 100;
    const double Late = 0.3;

    public string Detector => world.Product.Detector.Name;

    public async Task<Reading> ReadAsync(CancellationToken cancellation)
    {
        var (worker, at, read) = (Worker.Current!, world.Clock.GetUtcNow(), world.Product.Read());
        worker.LastProbe = at;
        world.Product.ReadAt.Add(at);
        await world.DoAsync(Part.Sources, () => true, cancellation);
        if (world.Chance.Happens(world.Weather.OddTick * Late))
            await LateAsync(worker);
        return read;
    }

    // A worker that dies meanwhile never hears of it.
    Task LateAsync(Worker worker)
    {
        world.Faults.Add("probe late");
        var arrived = new TaskCompletionSource();
        world.Timeline.Schedule(world.Chance.Between(1, MostLateSeconds), () =>
        {
            if (!worker.IsDead)
                arrived.SetResult();
        });
        return arrived.Task;
    }
}
