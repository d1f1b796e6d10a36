using System.Diagnostics;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Core.Processes;

namespace OnCall.Core.Rotation;

/// <summary>
/// The rules of overrides and swaps. There is one such process, <see cref="TheOnlyId"/>. It has no deadline:
/// an override begins and ends by the clock of whoever asks who is on call.
/// </summary>
public sealed class RotationDecider(OnCallPolicy policy, RotationCalendar calendar)
    : Decider<OverrideBook, RotationCommand, RotationEvent>
{
    public const string KindName = "rotation";

    /// <summary>The second part of the process's id. Stored, so never renamed.</summary>
    public const string TheOnlyId = "team";

    public override string Kind => KindName;

    public override OverrideBook Initial => OverrideBook.Empty;

    public override Decision<RotationEvent> Decide(OverrideBook book, RotationCommand command) => command switch
    {
        RotationCommand.AddOverride add => Add(book.Forget(add.Now), add),
        RotationCommand.RemoveOverride remove => Remove(book.Forget(remove.Now), remove),
        RotationCommand.Swap swap => Swap(book.Forget(swap.Now), swap),
        RotationCommand.WakeUp => Ignore(Reason.NotDueYet),
        RotationCommand.Refuse or RotationCommand.Overtaken => Ignore(Reason.NobodyToTell),
        _ => throw new UnreachableException($"No rule for {command}."),
    };

    public override OverrideBook Evolve(OverrideBook state, RotationEvent happened) => (happened switch
    {
        RotationEvent.OverrideAdded e => state.With([e.Override]),
        RotationEvent.ShiftsSwapped e => state.With(e.Overrides),
        RotationEvent.OverrideRemoved e => state.Without(e.Number, e.At),
        _ => throw new UnreachableException($"No state after {happened}."),
    }).Forget(happened.At);

    public override IReadOnlyList<Effect> EffectsOf(RotationEvent happened) => [];

    public override Explanation Explain(RotationEvent happened) => happened switch
    {
        RotationEvent.OverrideAdded e => new(e.At, e.Override.By, Rules.OnePrimaryOneSecondary),
        RotationEvent.ShiftsSwapped e => new(e.At, e.By, Rules.OnePrimaryOneSecondary),
        RotationEvent.OverrideRemoved e => new(e.At, e.By, Rules.OnePrimaryOneSecondary),
        _ => throw new UnreachableException($"No explanation for {happened}."),
    };

    public override DateTimeOffset? DeadlineOf(OverrideBook state) => null;

    public override bool IsOver(OverrideBook state) => false;

    public override RotationCommand WakeUp(DateTimeOffset now) => new RotationCommand.WakeUp(now);

    public override RotationCommand Refuse(Effect effect, string why, DateTimeOffset now) =>
        new RotationCommand.Refuse(effect, why, now);

    public override RotationCommand Overtaken(Effect effect, string why, DateTimeOffset now) =>
        new RotationCommand.Overtaken(effect, why, now);

    Decision<RotationEvent> Add(OverrideBook book, RotationCommand.AddOverride add)
    {
        var checks = new OverrideChecks(policy, add.Now);
        checks.Why(add.Why);
        checks.Stretch("", add.Stretch);
        if (checks.Refusals.Count > 0)
            return Reject(checks);

        var added = new Override(book.LastNumber + 1, checks.FromNow(add.Stretch), add.By, add.Now, add.Why.Trim());
        checks.Fits(book, [added]);
        checks.NoDoubleShift(ScheduleOf(book.With([added])), [added]);
        return checks.Refusals.Count > 0 ? Reject(checks) : Accept(new RotationEvent.OverrideAdded(added, add.Now));
    }

    Decision<RotationEvent> Swap(OverrideBook book, RotationCommand.Swap swap)
    {
        var checks = new OverrideChecks(policy, swap.Now);
        checks.Why(swap.Why);
        checks.Stretch("first.", swap.First);
        checks.Stretch("second.", swap.Second);
        if (checks.Refusals.Count > 0)
            return Reject(checks);

        var exchange = new Exchange(checks.FromNow(swap.First), checks.FromNow(swap.Second));
        checks.CanSwap(exchange, ScheduleOf(book));
        if (checks.Refusals.Count > 0)
            return Reject(checks);

        var added = exchange.On(ScheduleOf(book))
            .Select(stretch => new Override(
                book.LastNumber + 1, stretch, swap.By, swap.Now, swap.Why.Trim(), exchange.OtherThan(stretch.Person)))
            .ToList();
        checks.Fits(book, added);
        checks.NoDoubleShift(ScheduleOf(book.With(added)), added);
        return checks.Refusals.Count > 0
            ? Reject(checks)
            : Accept(new RotationEvent.ShiftsSwapped(added, swap.By, swap.Now));
    }

    Decision<RotationEvent> Remove(OverrideBook book, RotationCommand.RemoveOverride remove)
    {
        var checks = new OverrideChecks(policy, remove.Now);
        checks.CanRemove(book, remove.Number);
        if (checks.Refusals.Count > 0)
            return Reject(checks);

        var removed = book.Overrides.Where(one => one.Number == remove.Number && one.To > remove.Now).ToList();
        checks.NoDoubleShift(ScheduleOf(book.Without(remove.Number, remove.Now)), removed);
        return checks.Refusals.Count > 0
            ? Reject(checks)
            : Accept(new RotationEvent.OverrideRemoved(remove.Number, remove.By, remove.Now));
    }

    OnCallSchedule ScheduleOf(OverrideBook book) => OnCallSchedule.Of(policy, calendar, book.Overrides);

    static Decision<RotationEvent> Accept(RotationEvent happened) => new Decision<RotationEvent>.Accept([happened]);

    static Decision<RotationEvent> Ignore(Reason reason) => new Decision<RotationEvent>.Ignore(reason);

    static Decision<RotationEvent> Reject(OverrideChecks checks) => new Decision<RotationEvent>.Reject(checks.Refusals);
}
