using System.Diagnostics;
using Microsoft.Extensions.Logging;
using OnCall.Core.Processes;
using OnCall.Engine.Outbox;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.Streams;

/// <summary>
/// Takes one kind of process from step to step: load, decide, knock, commit. The knock goes out before the
/// commit, so that every committed step has a message on its way; a crash in between leaves only a message
/// that finds nothing to do.
/// </summary>
public sealed partial class ProcessRunner<TState, TCommand, TEvent>(
    Decider<TState, TCommand, TEvent> decider,
    StreamCodec<TState, TEvent> codec,
    IStreamStore store,
    RecentSnapshots recent,
    IWakeups wakeups,
    TimeProvider clock,
    ILogger<ProcessRunner<TState, TCommand, TEvent>> log) : IDurableProcess
    where TCommand : class
{
    const int MaxAttempts = 10;

    public string Kind => decider.Kind;

    /// <param name="id">The process's id within its kind: PagerDuty's incident id.</param>
    /// <param name="inputs">What the command came from. Empty for what may come as often as it likes.</param>
    /// <exception cref="ConflictException">Too many others were at the same process.</exception>
    public async Task<Step> HandleAsync(
        string id, TCommand command, IReadOnlyList<InputId> inputs, CancellationToken cancellation)
    {
        var order = new Order(ProcessId.Of(decider.Kind, id), command, inputs, ClaimsItsEffects: false);
        return (await HandleAsync(order, recent.Find(order.Process), cancellation)).Step;
    }

    public async Task<Woken> WakeUpAsync(Snapshot known, CancellationToken cancellation)
    {
        var order = new Order(known.Process, decider.WakeUp(clock.GetUtcNow()), Inputs: [], ClaimsItsEffects: true);
        var (step, now) = await HandleAsync(order, known, cancellation);
        return new Woken(now ?? known, step is Step.Taken taken ? [.. now!.Open.Where(row => IsClaimedBy(taken, row))] : []);

        static bool IsClaimedBy(Step.Taken taken, EffectRow row) => row.Id.Version == taken.Version && row.Attempts > 0;
    }

    public Task RefuseAsync(EffectRow refused, string why, CancellationToken cancellation) => TellAsync(
        refused, decider.Refuse(refused.Effect, why, clock.GetUtcNow()), "refused", cancellation);

    public Task OvertakenAsync(EffectRow overtaken, string why, CancellationToken cancellation) => TellAsync(
        overtaken, decider.Overtaken(overtaken.Effect, why, clock.GetUtcNow()), "overtaken", cancellation);

    async Task TellAsync(EffectRow effect, TCommand command, string what, CancellationToken cancellation)
    {
        var input = new InputId($"{what}-{effect.Id.Version}-{effect.Id.Index}");
        var order = new Order(effect.Id.Process, command, [input], ClaimsItsEffects: false);
        await HandleAsync(order, recent.Find(order.Process), cancellation);
    }

    // What is known may be out of date. A step on it is refused by its ETag; to do nothing, one has to read.
    async Task<(Step Step, Snapshot? Now)> HandleAsync(Order order, Snapshot? known, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var before = known ?? await store.ReadAsync(order.Process, cancellation);
            var state = before is null ? decider.Initial : codec.ReadState(before.Head.State);
            var decision = decider.Decide(state, order.Command);
            if (decision is not Decision<TEvent>.Accept && known is not null)
            {
                known = null;
                continue;
            }

            known = null;
            var outcome = decision switch
            {
                Decision<TEvent>.Ignore ignore => (await IgnoreAsync(order, ignore.Reason, cancellation), before),
                Decision<TEvent>.Accept accept => await TakeAsync(new StepDraft(order, before, state, accept.Events), cancellation),
                Decision<TEvent>.Reject reject => (new Step.Rejected(reject.Refusals), before),
                var other => throw new UnreachableException($"{other} is no decision."),
            };
            if (outcome is not { } taken)
                continue;
            LogStep(order.Process, typeof(TCommand).Name, order.Command.GetType().Name, taken.Item1);
            return taken;
        }

        throw new ConflictException(order.Process, MaxAttempts);
    }

    async Task<Step> IgnoreAsync(Order order, Reason reason, CancellationToken cancellation)
    {
        var isNew = order.Inputs.Count == 0
            || await store.RememberAsync(order.Process, order.Inputs, reason, clock.GetUtcNow(), cancellation);
        return isNew ? new Step.Ignored(reason) : new Step.Known();
    }

    // Null when somebody else was faster.
    async Task<(Step, Snapshot?)?> TakeAsync(StepDraft draft, CancellationToken cancellation)
    {
        var commit = ToCommit(draft, clock.GetUtcNow());
        await KnockAsync(draft.Order, commit, cancellation);
        switch (await store.CommitAsync(commit, cancellation))
        {
            case CommitOutcome.Committed committed:
                var after = new Snapshot(
                    committed.Head, [.. draft.Before?.Open ?? [], .. committed.Effects], draft.Before?.Thread);
                recent.Keep(after);
                return (new Step.Taken(committed.Head.Version), after);
            case CommitOutcome.KnownInput:
                return (new Step.Known(), null);
            case CommitOutcome.Conflict:
                recent.Forget(draft.Order.Process);
                return null;
            case var other:
                throw new UnreachableException($"{other} is no outcome of a commit.");
        }
    }

    async Task KnockAsync(Order order, Commit commit, CancellationToken cancellation)
    {
        var (process, version) = (commit.After.Process, commit.After.Version);
        var before = new List<Task>();
        if (commit.Before is null or { IsOver: true })
            before.Add(store.ListAsOpenAsync(process, commit.At, cancellation));
        // Whoever claims the effects was knocked at, and is knocked at again should it die.
        if (commit.Effects.Count > 0 && !order.ClaimsItsEffects)
            before.Add(wakeups.SendAsync(new Wakeup(process, version, commit.At, commit.At), cancellation));
        if (commit.After.Deadline is { } due && due != commit.Before?.Deadline)
            before.Add(wakeups.SendAsync(new Wakeup(process, version, due, commit.At), cancellation));
        await Task.WhenAll(before);
    }

    Commit ToCommit(StepDraft draft, DateTimeOffset now)
    {
        var process = draft.Order.Process;
        var after = draft.Events.Aggregate(draft.State, decider.Evolve);
        var version = (draft.Before?.Head.Version ?? 0) + 1;
        var effects = draft.Events.SelectMany(decider.EffectsOf)
            .Select((effect, i) => EffectRow.New(new EffectId(process, version, i), effect, now))
            .Select(row => draft.MayClaim(row) ? Lease.Claim(row, now) : row);
        return new Commit(
            draft.Before?.Head,
            new Head(process, version, codec.Write(after), decider.DeadlineOf(after), decider.IsOver(after), ETag: ""),
            [.. draft.Events.Select((e, i) => new EventRow(version, i, codec.Write(e), decider.Explain(e)))],
            [.. effects],
            draft.Order.Inputs,
            now);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Process}: {Kind}.{Command} led to {Step}")]
    partial void LogStep(ProcessId process, string kind, string command, Step step);

    /// <param name="ClaimsItsEffects">
    /// True when whoever asks for the step performs its effects at once: they are committed as claimed.
    /// </param>
    sealed record Order(ProcessId Process, TCommand Command, IReadOnlyList<InputId> Inputs, bool ClaimsItsEffects);

    sealed record StepDraft(Order Order, Snapshot? Before, TState State, IReadOnlyList<TEvent> Events)
    {
        /// <summary>Not behind something in the same lane that waits for another worker or for its next attempt.</summary>
        public bool MayClaim(EffectRow row) =>
            Order.ClaimsItsEffects && Before?.Open.Any(open => open.Effect.Lane == row.Effect.Lane) != true;
    }
}
