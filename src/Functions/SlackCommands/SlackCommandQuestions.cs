using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Handovers;
using OnCall.Engine.Rotation;

namespace OnCall.Functions.SlackCommands;

/// <summary>Who is on call, and how the handover stands, for somebody who asks in Slack.</summary>
sealed class SlackCommandQuestions(
    OnCallPolicy policy, RotationCalendar calendar, StoredOverrides overrides, StoredHandovers handovers,
    HandoverTimes times, HandoverRoster roster, EscalationChain chain, TimeProvider clock)
{
    // Storage that takes longer would leave no time for the answer: what was known last is told then, and said so.
    static readonly TimeSpan FreshWithin = TimeSpan.FromSeconds(1.5);

    readonly OnCallAnswers _answers = new(policy);

    public async Task<SlackMessage> WhoAsync()
    {
        await RefreshAsync();
        var now = clock.GetUtcNow();
        var schedule = OnCallSchedule.Of(policy, calendar, overrides.Current);
        return _answers.Who([.. OnCallRoles.All.Select(role => schedule.TurnAt(role, now))], overrides.ReadAt, now);
    }

    public async Task<SlackMessage> HandoverAsync(CancellationToken cancellation)
    {
        await RefreshAsync();
        var (latest, now) = (await handovers.LatestAsync(cancellation), clock.GetUtcNow());
        var next = times.Next(now);
        return _answers.HandoverStanding(latest?.State, next, roster.At(next, now));
    }

    public async Task<SlackMessage> DrillAsync()
    {
        await RefreshAsync();
        return DrillAnswers.Of(Rehearsal.Of(chain, clock.GetUtcNow()), policy);
    }

    /// <summary>What is decided in answer to a command is decided with the overrides of this moment, as far as there is time.</summary>
    public async Task RefreshAsync()
    {
        try
        {
            await overrides.KeepFreshAsync(CancellationToken.None).AsTask().WaitAsync(FreshWithin, clock);
        }
        catch (TimeoutException)
        {
            // What was known last counts.
        }
    }
}
