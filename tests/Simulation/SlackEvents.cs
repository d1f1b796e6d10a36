using OnCall.Engine.Handovers;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>Tells the app of what people do in Slack: late, twice, under another id, or never.</summary>
sealed class SlackEvents(World world)
{
    // What was not answered within three seconds comes again: at once, after a minute, after five.
    static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(3);
    static readonly double[] AgainAfterSeconds = [0.1, 60, 300];

    /// <param name="thread">Slack says it for a message, not for a reaction.</param>
    public void Send(GivenThumb thumb, string? thread)
    {
        if (world.Chance.Happens(world.Weather.LostReaction))
        {
            world.Faults.Add("reaction lost");
            return;
        }

        Post(thumb, thread, Delay(), NewId(), retries: 0);
        if (!world.Chance.Happens(world.Weather.OddReaction))
            return;
        world.Faults.Add("reaction doubled");
        Post(thumb, thread, Delay(), NewId(), retries: 0);
    }

    TimeSpan Delay() => world.Chance.Happens(world.Weather.OddReaction)
        ? world.Chance.Between(1, 600)
        : world.Chance.Between(0.05, 0.5);

    InputId NewId() => new($"slack-event-Ev{world.Timeline.NextNumber()}");

    void Post(GivenThumb thumb, string? thread, TimeSpan after, InputId input, int retries) =>
        world.Timeline.Schedule(after, () =>
        {
            var isAnswered = false;
            if (world.AnyWorker() is { } worker)
                Tell(worker, thumb, thread, input, () => isAnswered = true);
            world.Timeline.Schedule(AnswerWithin, () =>
            {
                if (!isAnswered && retries < AgainAfterSeconds.Length)
                    Post(thumb, thread, TimeSpan.FromSeconds(AgainAfterSeconds[retries]), input, retries + 1);
            });
        });

    void Tell(Worker worker, GivenThumb thumb, string? thread, InputId input, Action answered)
    {
        Step? step = null;
        World.RunIn(
            worker,
            async () => step = await worker.Engine.Desk.ThumbAsync(
                new Thumb(thumb.By.Slack, thumb.Message, thumb.At), thread, input, CancellationToken.None),
            failed =>
            {
                if (failed is not null)
                    return;
                answered();
                if (step is not null)
                    world.Answered.Add((thumb.Handover, input));
            });
    }
}
