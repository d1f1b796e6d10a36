using System.Diagnostics;
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
    RecentSnapshots recent,
    IWakeups wakeups,
    TimeProvider clock,
    ILogger<ProcessRunner<TState, TCommand, TEvent>> log) : IDurableProcess
    where TCommand : class
{
    const int MaxAttempts = 10;

    readonly StepTaker<TState, TCommand, TEvent> _steps = new(decider, codec, store, recent, wakeups, clock);

    public string Kind => decider.Kind;

    /// <param name="id">The process's id within its kind: PagerDuty's incident id.</param>
    /// <param name="inputs">What the command came from. Empty for what may come as often as it likes.</param>
    /// <exception cref="ConflictException">Too many others were at the same process.</exception>
    public Task<Step> HandleAsync(
        string id, TCommand command, IReadOnlyList<InputId> inputs, CancellationToken cancellation)
    {
        var order = new Order<TCommand>(ProcessId.Of(decider.Kind, id), command, inputs, ClaimsItsEffects: false);
        return HandleAsync(order, Guess.From(recent.Find(order.Process)), cancellation);
    }

    /// <summary>
    /// The same for a command that most often is the first that its process hears, and that comes again until it was
    /// answered: whether there is one is looked for when it turns out that it cannot be begun.
    /// </summary>
    public Task<Step> BeginAsync(
        string id, TCommand command, IReadOnlyList<InputId> inputs, CancellationToken cancellation)
    {
        var order = new Order<TCommand>(ProcessId.Of(decider.Kind, id), command, inputs, ClaimsItsEffects: false) { Begins = true };
        return HandleAsync(order, new Guess(recent.Find(order.Process)), cancellation);
    }

    public async Task<Woken> WakeUpAsync(Snapshot known, CancellationToken cancellation)
    {
        var order = new Order<TCommand>(known.Process, decider.WakeUp(clock.GetUtcNow()), Inputs: [], ClaimsItsEffects: true);
        var (step, now) = await DecideAsync(order, new Guess(known), cancellation);
        return new Woken(now ?? known, step is Step.Taken taken ? [.. now!.Open.Where(row => IsClaimedBy(taken, row))] : []);

        static bool IsClaimedBy(Step.Taken taken, EffectRow row) => row.Id.Version == taken.Version && row.Attempts > 0;
    }

    public Task RefuseAsync(EffectRow refused, string why, CancellationToken cancellation) => TellAsync(
        refused, decider.Refuse(refused.Effect, why, clock.GetUtcNow()), "refused", cancellation);

    public Task OvertakenAsync(EffectRow overtaken, string why, CancellationToken cancellation) => TellAsync(
        overtaken, decider.Overtaken(overtaken.Effect, why, clock.GetUtcNow()), "overtaken", cancellation);

    public Task PerformedAsync(EffectRow performed, CancellationToken cancellation) =>
        decider.Performed(performed.Effect, performed.Receipt, clock.GetUtcNow()) is { } command
            ? TellAsync(performed, command, "performed", cancellation)
            : Task.CompletedTask;

    async Task TellAsync(EffectRow effect, TCommand command, string what, CancellationToken cancellation)
    {
        var input = new InputId($"{what}-{effect.Id.Version}-{effect.Id.Index}");
        var order = new Order<TCommand>(effect.Id.Process, command, [input], ClaimsItsEffects: false);
        await HandleAsync(order, Guess.From(recent.Find(order.Process)), cancellation);
    }

    async Task<Step> HandleAsync(Order<TCommand> order, Guess? guess, CancellationToken cancellation) =>
        (await DecideAsync(order, guess, cancellation)).Step;

    // A step on a guess that is wrong is refused by the store; to do nothing, one has to read.
    async Task<(Step Step, Snapshot? Now)> DecideAsync(Order<TCommand> order, Guess? guess, CancellationToken cancellation)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var before = guess is null ? await store.ReadAsync(order.Process, cancellation) : guess.Process;
            var state = before is null ? decider.Initial : codec.ReadState(before.Head.State);
            var decision = decider.Decide(state, order.Command);
            if (decision is not Decision<TEvent>.Accept && guess is not null)
            {
                guess = null;
                continue;
            }

            guess = null;
            var outcome = decision switch
            {
                Decision<TEvent>.Ignore ignore => (await IgnoreAsync(order, before, ignore.Reason, cancellation), before),
                Decision<TEvent>.Accept accept => await _steps.TakeAsync(new(order, before, state, accept.Events), cancellation),
                Decision<TEvent>.Reject reject => (new Step.Rejected(reject.Refusals), before),
                var other => throw new UnreachableException($"{other} is no decision."),
            };
            if (outcome is not { } taken)
                continue;
            LogStep(order.Process, typeof(TCommand).Name, order.Command.GetType().Name, taken.Step);
            return taken;
        }

        throw new ConflictException(order.Process, MaxAttempts);
    }

    async Task<Step> IgnoreAsync(Order<TCommand> order, Snapshot? before, Reason reason, CancellationToken cancellation)
    {
        // Begun before: perhaps by somebody who died before it was listed.
        if (order.Begins && before is { Head.IsOver: false })
            await store.ListAsOpenAsync(order.Process, clock.GetUtcNow(), cancellation);
        var isNew = order.Inputs.Count == 0
            || await store.RememberAsync(order.Process, order.Inputs, reason, clock.GetUtcNow(), cancellation);
        return isNew ? new Step.Ignored(reason) : new Step.Known();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Process}: {Kind}.{Command} led to {Step}")]
    partial void LogStep(ProcessId process, string kind, string command, Step step);

    /// <summary>How a process probably stands.</summary>
    /// <param name="Process">Null for one that is not there yet.</param>
    sealed record Guess(Snapshot? Process)
    {
        public static Guess? From(Snapshot? known) => known is null ? null : new Guess(known);
    }
}
