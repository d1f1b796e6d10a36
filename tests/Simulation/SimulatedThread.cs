using OnCall.Engine.Handovers;
using OnCall.Engine.Reconcile;

namespace OnCall.Simulation;

/// <summary>Reads a note's thread back, as Slack shows it.</summary>
sealed class SimulatedThread(World world) : IHandoverThread
{
    public async Task<Listing<Thumb>> ReadThumbsAsync(string note, CancellationToken cancellation)
    {
        var worker = Worker.Current!;
        var read = await LookAsync(note, cancellation);
        if (read is Listing<Thumb>.NotRead)
            worker.LostReads++;
        return read;
    }

    async Task<Listing<Thumb>> LookAsync(string note, CancellationToken cancellation)
    {
        try
        {
            return await world.DoAsync(Part.Slack, () => Read(note), cancellation);
        }
        catch (AwayException e)
        {
            return new Listing<Thumb>.NotRead(e.Message);
        }
    }

    Listing<Thumb> Read(string note)
    {
        if (world.Outages.IsDown(Part.Channel, world.Now))
            return new Listing<Thumb>.NotRead("channel_not_found");
        if (world.Chance.Happens(world.Weather.Throttled))
            return new Listing<Thumb>.NotRead("slow down");
        return new Listing<Thumb>.Read(
        [
            .. world.Team.Thumbs.Where(thumb => thumb.Note == note)
                .Select(thumb => new Thumb(thumb.By.Slack, thumb.Message, thumb.At)),
        ]);
    }
}
