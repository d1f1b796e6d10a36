using System.Diagnostics;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Core.Silences;
using OnCall.Engine.Detection;
using OnCall.Engine.Noise;
using OnCall.Functions.Overrides;
using OnCall.Functions.Silences;

namespace OnCall.Functions.SlackCommands;

/// <summary>Does what somebody wants who typed a command, and answers it.</summary>
sealed class SlackCommandDesk(
    OnCallPolicy policy, SlackCommandQuestions questions, SlackCommandReports reports, SlackCommandTriage triage,
    OverrideIntake overrides, SilenceIntake silences, NoiseDesk noise, Watches watches, TimeProvider clock)
{
    readonly OverrideAnswers _overrides = new(policy);

    /// <returns>What became of it, for the log; and what the person reads.</returns>
    public async Task<(string Outcome, SlackMessage Answer)> DoAsync(OnCallWish wish, CancellationToken cancellation) => wish switch
    {
        OnCallWish.Who => ("told", await questions.WhoAsync()),
        OnCallWish.Handover => ("told", await questions.HandoverAsync(cancellation)),
        OnCallWish.Why => ("told", WhyAnswers.Of(await watches.StandAsync(cancellation))),
        OnCallWish.ListSilences => ("listed", SilenceAnswers.Listed(await silences.ReadAsync(cancellation))),
        OnCallWish.ListNoise => ("listed", NoiseAnswers.Listed(await noise.ReadAsync(cancellation))),
        OnCallWish.ListOverrides => ("listed", _overrides.Listed(await overrides.ReadAsync(cancellation), clock.GetUtcNow())),
        OnCallWish.OfSilences wanted => await DoAsync(wanted.Command, cancellation),
        OnCallWish.OfRotation wanted => await DoAsync(wanted.Command, cancellation),
        OnCallWish.OfReport wanted => await reports.DoAsync(wanted, cancellation),
        OnCallWish.OfLeak wanted => await reports.DoAsync(wanted, cancellation),
        OnCallWish.Triage wanted => await triage.DoAsync(wanted, cancellation),
        OnCallWish.Drill => ("told", await questions.DrillAsync()),
        OnCallWish.Help => ("helped", CommandAnswers.Help),
        OnCallWish.NotAllowed refused => ("not-allowed", CommandAnswers.NotAllowed(refused.Verb)),
        OnCallWish.NotUnderstood none => ("not understood", CommandAnswers.NotUnderstood(none.Verb, none.Refusals)),
        _ => throw new UnreachableException($"Nothing to do for {wish}."),
    };

    async Task<(string, SlackMessage)> DoAsync(SilenceCommand command, CancellationToken cancellation) => command switch
    {
        SilenceCommand.Add add => await silences.SetAsync(add, cancellation) switch
        {
            SilenceOutcome.Set { Mine: var mine } => ("set", SilenceAnswers.Set(
                mine.Open.Concat(mine.Lifted.Select(lifted => lifted.Known)).First())),
            var other => Refused(other),
        },
        SilenceCommand.Lift lift => await silences.LiftAsync(lift, cancellation) switch
        {
            SilenceOutcome.Lifted { Left: var left } => ("lifted", SilenceAnswers.Lifted(lift.Number, left)),
            var other => Refused(other),
        },
        _ => throw new UnreachableException($"Nobody can type {command}."),
    };

    async Task<(string, SlackMessage)> DoAsync(RotationCommand command, CancellationToken cancellation)
    {
        var outcome = command is RotationCommand.RemoveOverride remove
            ? await overrides.RemoveAsync(remove, cancellation)
            : await overrides.SetAsync(command, cancellation);
        return (command, outcome) switch
        {
            (_, OverrideOutcome.Set set) => ("set", _overrides.Set(set.Overrides)),
            (RotationCommand.RemoveOverride { Number: var number }, OverrideOutcome.Removed removed) =>
                ("removed", _overrides.Removed(number, removed.Left, clock.GetUtcNow())),
            (_, OverrideOutcome.Refused refused) => ("refused", CommandAnswers.Refused(refused.Refusals)),
            _ => throw new UnreachableException($"No answer for {outcome}."),
        };
    }

    static (string, SlackMessage) Refused(SilenceOutcome outcome) => outcome is SilenceOutcome.Refused refused
        ? ("refused", CommandAnswers.Refused(refused.Refusals))
        : throw new UnreachableException($"No answer for {outcome}.");
}
