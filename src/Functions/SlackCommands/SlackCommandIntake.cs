using System.Diagnostics.CodeAnalysis;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Policy;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.SlackCommands;

/// <summary>Reads what somebody wants, has it done, and always has an answer in time.</summary>
sealed partial class SlackCommandIntake(
    OnCallPolicy policy, SlackCommandDesk desk, DeclareCommand declare, SlackCommandIncidents incidents, TimeProvider clock, ILogger<SlackCommandIntake> log)
{
    // Slack waits three seconds, and the way here and back takes some of them.
    static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2.3);

    public async Task<SlackMessage> TakeAsync(SlackCommandReading.Typed typed, CancellationToken ends)
    {
        var wish = new WishReader(policy, clock.GetUtcNow()).Read(typed.User, typed.Text);
        if (wish is OnCallWish.Triage triage)
            wish = triage with { Trigger = typed.Trigger, ResponseUrl = typed.ResponseUrl };
        var (outcome, answer) = await AnswerAsync(wish, typed, ends);
        if (wish is OnCallWish.NotAllowed refused)
            LogNotAllowed(typed.User, refused.Verb);
        else
            LogTaken(wish.Name, typed.User, outcome);
        return answer;
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "Slack shows a failure as 'dispatch_failed'; a sentence says what to do. The log has the exception.")]
    async Task<(string Outcome, SlackMessage Answer)> AnswerAsync(
        OnCallWish wish, SlackCommandReading.Typed typed, CancellationToken ends)
    {
        // Whoever wants to page somebody has to hear whether to do it by hand.
        var pages = wish is OnCallWish.Declare;
        try
        {
            var done = wish switch
            {
                OnCallWish.Declare incident => declare.DoAsync(incident, typed.Trigger, ends),
                OnCallWish.AboutIncident about => incidents.DoAsync(about, typed.User, typed.Trigger, ends),
                _ => desk.DoAsync(wish, ends),
            };
            // Only the waiting ends: what has begun to be stored is stored.
            return await done.WaitAsync(MaxTime, clock, ends);
        }
        catch (TimeoutException)
        {
            return ("too slow", pages ? declare.TooSlow()
                : wish is OnCallWish.AboutIncident ? IncidentAnswers.TooSlow
                : CommandAnswers.TooSlow);
        }
        catch (Exception e) when (!ends.IsCancellationRequested)
        {
            LogFailed(e);
            return FailureAnswers.Passes(e)
                ? ("storage is away", pages ? DeclareAnswers.Away : CommandAnswers.Away)
                : ("broken", pages ? declare.Broken() : CommandAnswers.Broken);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Slack command {Wish} of {User}: {Outcome}")]
    partial void LogTaken(string wish, string user, string outcome);

    /// <summary>No process exists that could hold it: this line is the record of the refusal.</summary>
    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Slack command {Verb} of {User}: refused as not-allowed, the policy does not know them")]
    partial void LogNotAllowed(string user, string verb);

    [LoggerMessage(Level = LogLevel.Error, Message = "A Slack command failed")]
    partial void LogFailed(Exception e);
}
