using Microsoft.Extensions.Logging;
using OnCall.Core.Processes;
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
    IWakeups wakeups,
    TimeProvider clock,
    ILogger<ProcessRunner<TState, TCommand, TEvent>> log) : IDurableProcess
    where TCommand : class
{
    const int MaxAttempts = 10;

    public string Kind => decider.Kind;

    /// <param name="id">The process's id within its kind: PagerDuty's incident id.</param>
    /// <param name="inputs">What the command came from. Empty for a wake-up, which may come as often as it likes.</param>
    /// <exception cref="ConflictException">Too many others were at the same process.</exception>
    public Task<Step> HandleAsync(
        string id, TCommand command, IReadOnlyList<InputId> inputs, CancellationToken cancellation) =>
        HandleAsync(ProcessId.Of(decider.Kind, id), command, inputs, cancellation);

    public Task WakeUpAsync(ProcessId process, CancellationToken cancellation) =>
        HandleAsync(process, decider.WakeUp(clock.GetUtcNow()), inputs: [], cancellation);

    public Task RefuseAsync(EffectRow refused, string why, CancellationToken cancellation) => HandleAsync(
        refused.Id.Process,
        decider.Refuse(refused.Effect, why, clock.GetUtcNow()),
        [new InputId($"refused-{refused.Id.Version}-{refused.Id.Index}")],
        cancellation);

    public Task OvertakenAsync(EffectRow overtaken, string why, CancellationToken cancellation) => HandleAsync(
        overtaken.Id.Process,
        decider.Overtaken(overtaken.Effect, why, clock.GetUtcNow()),
        [new InputId($"overtaken-{overtaken.Id.Version}-{overtaken.Id.Index}")],
        cancellation);

    async Task<Step> HandleAsync(
        ProcessId process, TCommand command, IReadOnlyList<InputId> inputs, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var head = await store.ReadHeadAsync(process, cancellation);
            var state = head is null ? decider.Initial : codec.ReadState(head.State);
            var step = decider.Decide(state, command) switch
            {
                Decision<TEvent>.Ignore ignore => await IgnoreAsync(process, inputs, ignore.Reason, cancellation),
                Decision<TEvent>.Accept accept =>
                    await TakeAsync(new StepDraft(process, head, state, accept.Events, inputs), cancellation),
                var other => throw new System.Diagnostics.UnreachableException($"{other} is no decision."),
            };
            if (step is null)
                continue;
            LogStep(process, typeof(TCommand).Name, command.GetType().Name, step);
            return step;
        }

        throw new ConflictException(process, MaxAttempts);
    }

    async Task<Step> IgnoreAsync(
        ProcessId process, IReadOnlyList<InputId> inputs, Reason reason, CancellationToken cancellation)
    {
        var isNew = inputs.Count == 0
            || await store.RememberAsync(process, inputs, reason, clock.GetUtcNow(), cancellation);
        return isNew ? new Step.Ignored(reason) : new Step.Known();
    }

    // Null when somebody else was faster.
    async Task<Step?> TakeAsync(StepDraft draft, CancellationToken cancellation)
    {
        var commit = ToCommit(draft, clock.GetUtcNow());
        await KnockAsync(commit, cancellation);
        return await store.CommitAsync(commit, cancellation) switch
        {
            CommitOutcome.Committed => new Step.Taken(commit.After.Version),
            CommitOutcome.KnownInput => new Step.Known(),
            CommitOutcome.Conflict => null,
            var other => throw new System.Diagnostics.UnreachableException($"{other} is no outcome of a commit."),
        };
    }

    async Task KnockAsync(Commit commit, CancellationToken cancellation)
    {
        var (process, version) = (commit.After.Process, commit.After.Version);
        var before = new List<Task>();
        if (commit.Before is null or { IsOver: true })
            before.Add(store.ListAsOpenAsync(process, commit.At, cancellation));
        if (commit.Effects.Count > 0)
            before.Add(wakeups.SendAsync(new Wakeup(process, version, commit.At, commit.At), cancellation));
        if (commit.After.Deadline is { } due && due != commit.Before?.Deadline)
            before.Add(wakeups.SendAsync(new Wakeup(process, version, due, commit.At), cancellation));
        await Task.WhenAll(before);
    }

    Commit ToCommit(StepDraft draft, DateTimeOffset now)
    {
        var after = draft.Events.Aggregate(draft.State, decider.Evolve);
        var version = (draft.Head?.Version ?? 0) + 1;
        return new Commit(
            draft.Head,
            new Head(draft.Process, version, codec.Write(after), decider.DeadlineOf(after), decider.IsOver(after), ETag: ""),
            [.. draft.Events.Select((e, i) => new EventRow(version, i, codec.Write(e), decider.Explain(e)))],
            [.. draft.Events.SelectMany(decider.EffectsOf)
                .Select((effect, i) => EffectRow.New(new EffectId(draft.Process, version, i), effect, now))],
            draft.Inputs,
            now);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Process}: {Kind}.{Command} led to {Step}")]
    partial void LogStep(ProcessId process, string kind, string command, Step step);

    sealed record StepDraft(
        ProcessId Process, Head? Head, TState State, IReadOnlyList<TEvent> Events, IReadOnlyList<InputId> Inputs);
}
