using System.Diagnostics;
using OnCall.Core.Processes;
using OnCall.Engine.Outbox;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Streams;

/// <summary>What a process is told.</summary>
/// <param name="ClaimsItsEffects">
/// True when whoever asks for the step performs its effects at once: they are committed as claimed.
/// </param>
sealed record Order<TCommand>(ProcessId Process, TCommand Command, IReadOnlyList<InputId> Inputs, bool ClaimsItsEffects)
{
    /// <summary>
    /// True for what begins a process and comes again until it was answered: whatever fails is made good by its next time.
    /// </summary>
    public bool Begins { get; init; }
}

/// <param name="Before">Null for the first step of a process.</param>
sealed record StepDraft<TState, TCommand, TEvent>(
    Order<TCommand> Order, Snapshot? Before, TState State, IReadOnlyList<TEvent> Events)
{
    /// <summary>Not behind something in the same lane that waits for another worker or for its next attempt.</summary>
    public bool MayClaim(EffectRow row) =>
        Order.ClaimsItsEffects && Before?.Open.Any(open => open.Effect.Lane == row.Effect.Lane) != true;
}

/// <summary>Takes a step that was decided: knock, then commit.</summary>
sealed class StepTaker<TState, TCommand, TEvent>(
    Decider<TState, TCommand, TEvent> decider,
    StreamCodec<TState, TEvent> codec,
    IStreamStore store,
    RecentSnapshots recent,
    IWakeups wakeups,
    TimeProvider clock)
{
    /// <summary>Null when somebody else was faster.</summary>
    public async Task<(Step Step, Snapshot? Now)?> TakeAsync(
        StepDraft<TState, TCommand, TEvent> draft, CancellationToken cancellation)
    {
        var commit = ToCommit(draft, clock.GetUtcNow());
        var listing = commit.Before is null or { Head.IsOver: true }
            ? store.ListAsOpenAsync(commit.After.Process, commit.At, cancellation)
            : Task.CompletedTask;
        await Task.WhenAll(KnocksOf(draft.Order, commit, cancellation));
        // Open and not listed, a process would be lost with its message. What begins one and comes again lists it again, so
        // that only its answer has to wait.
        if (!draft.Order.Begins)
            await listing;
        var outcome = await store.CommitAsync(commit, cancellation);
        await listing;
        switch (outcome)
        {
            case CommitOutcome.Committed committed:
                recent.Keep(committed.After);
                return (new Step.Taken(committed.After.Head.Version), committed.After);
            case CommitOutcome.KnownInput:
                return (new Step.Known(), null);
            case CommitOutcome.Conflict:
                recent.Forget(draft.Order.Process);
                return null;
            case var other:
                throw new UnreachableException($"{other} is no outcome of a commit.");
        }
    }

    IEnumerable<Task> KnocksOf(Order<TCommand> order, Commit commit, CancellationToken cancellation)
    {
        var (process, version) = (commit.After.Process, commit.After.Version);
        // Whoever claims the effects was knocked at, and is knocked at again should it die.
        if (commit.Effects.Count > 0 && !order.ClaimsItsEffects)
            yield return wakeups.SendAsync(new Wakeup(process, version, commit.At, commit.At), cancellation);
        if (commit.After.Deadline is { } due && due != commit.Before?.Head.Deadline)
            yield return wakeups.SendAsync(new Wakeup(process, version, due, commit.At), cancellation);
    }

    Commit ToCommit(StepDraft<TState, TCommand, TEvent> draft, DateTimeOffset now)
    {
        var process = draft.Order.Process;
        var after = draft.Events.Aggregate(draft.State, decider.Evolve);
        var version = (draft.Before?.Head.Version ?? 0) + 1;
        var recorded = draft.Events.Where(decider.IsRecorded).ToList();
        var effects = recorded.SelectMany(decider.EffectsOf)
            .Select((effect, i) => EffectRow.New(new EffectId(process, version, i), effect, now))
            .Select(row => draft.MayClaim(row) ? Lease.Claim(row, now) : row);
        return new Commit(
            draft.Before,
            new Head(process, version, codec.Write(after), decider.DeadlineOf(after), decider.IsOver(after), ETag: ""),
            [.. recorded.Select((e, i) => new EventRow(version, i, codec.Write(e), decider.Explain(e)))],
            [.. effects],
            draft.Order.Inputs,
            now);
    }
}
