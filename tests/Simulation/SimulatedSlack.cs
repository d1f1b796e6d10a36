using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>Slack, as people read it. Told in the ways in which the adapter tells it.</summary>
sealed class SimulatedSlack(World world, Mutation mutation) : INeighbour
{
    public const string Refusal = "channel_not_found";

    readonly Dictionary<string, HandoverView> _notes = [];
    readonly Dictionary<ProcessId, List<SeenMessage>> _messages = [];

    public Lane Lane => Lane.Slack;

    /// <summary>Every message that people see, in order: in channels, in threads, and what only one of them sees.</summary>
    public IReadOnlyList<SeenMessage> MessagesOf(ProcessId process) => _messages.GetValueOrDefault(process, []);

    /// <summary>What stands in a handover's note now.</summary>
    public HandoverView? NoteAt(string receipt) => _notes.GetValueOrDefault(receipt);

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is Effect.NudgeHandover nudge && nudge.Until <= world.Clock.GetUtcNow())
            return new Delivery.NotNeeded("The next one is due already.");
        var form = (Effect.ToSlack)letter.Effect;
        if (form.GoodUntil <= world.Clock.GetUtcNow())
            return new Delivery.Done("Not said: its time is over.");
        if (form.OnlyFor is not null && letter is { Attempt: > 1, LastAnswer: null })
            return new Delivery.Done("It may have been shown by an earlier attempt.");
        if (form.ReplacesThread && letter.Thread is null)
            return new Delivery.Done("There is no message to change.");
        try
        {
            return await TellAsync(form, letter, cancellation);
        }
        catch (AwayException) when (form.OnlyFor is not null)
        {
            return new Delivery.Done("It may have been shown.");
        }
        catch (AwayException e)
        {
            return new Delivery.RetryLater(e.Message);
        }
    }

    async Task<Delivery> TellAsync(Effect.ToSlack form, Letter letter, CancellationToken cancellation)
    {
        var isLookedFor = form is { ReplacesThread: false, OnlyFor: null } && mutation != Mutation.NoLookBeforeTellingAgain;
        if (letter.Attempt > 1 && isLookedFor
            && await world.DoAsync(Part.Slack, () => IsThere(letter.Id), cancellation))
            return new Delivery.Done("An earlier attempt had arrived.", letter.Id.ToString());
        if (world.Chance.Happens(world.Weather.Throttled))
        {
            world.Faults.Add("Slack throttles");
            return new Delivery.RetryLater("slow down", world.Chance.Between(1, 30));
        }

        return await world.DoAsync(Part.Slack, () => Take(form, letter), cancellation);
    }

    bool IsThere(EffectId id) => MessagesOf(id.Process).Any(message => message.Id == id);

    Delivery Take(Effect.ToSlack form, Letter letter)
    {
        var isRefused = form is { Audience: Audience.OnCall, Directly: null } && world.Outages.IsDown(Part.Channel, world.Now);
        world.Timeline.Tell($"{letter.Id.Process} Slack{(isRefused ? " refuses" : "")}: "
            + $"{form.GetType().Name} {letter.Id} (attempt {letter.Attempt})");
        if (isRefused)
        {
            world.Faults.Add("Slack refuses the channel");
            return new Delivery.GiveUp(Refusal);
        }

        if (form is Effect.EditHandoverNote edit)
        {
            _notes[letter.Thread!] = edit.View;
            return new Delivery.Done("ok");
        }

        if (form is Effect.EditDeclaration)
            return new Delivery.Done("ok");

        Show(form, letter);
        return new Delivery.Done("ok", letter.Id.ToString());
    }

    void Show(Effect.ToSlack form, Letter letter)
    {
        _messages.TryAdd(letter.Id.Process, []);
        _messages[letter.Id.Process].Add(new(letter.Id, form, letter.Thread, world.Now));
        if (form is not Effect.PostHandoverNote note)
            return;
        _notes[letter.Id.ToString()] = note.View;
        world.Team.See(letter.Id);
    }
}

/// <param name="Thread">The receipt of what it replies to.</param>
sealed record SeenMessage(EffectId Id, Effect.ToSlack Effect, string? Thread, DateTimeOffset At);
