using System.Diagnostics.CodeAnalysis;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Policy;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.SlackCommands;

/// <summary>Reads what somebody wants, has it done, and always has an answer in time.</summary>
sealed partial class SlackCommandIntake(
    OnCallPolicy policy, SlackCommandDesk desk, TimeProvider clock, ILogger<SlackCommandIntake> log)
{
    // Slack waits three seconds, and the way here and back takes some of them.
    static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(2.3);

    public async Task<SlackMessage> TakeAsync(SlackCommandReading.Typed typed, CancellationToken ends)
    {
        var wish = new WishReader(policy, clock.GetUtcNow()).Read(typed.User, typed.Text);
        var (outcome, answer) = await AnswerAsync(wish, ends);
        if (wish is OnCallWish.NotAllowed refused)
            LogNotAllowed(typed.User, refused.Verb);
        else
            LogTaken(wish.Name, typed.User, outcome);
        return answer;
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "Slack shows a failure as 'dispatch_failed'; a sentence says what to do. The log has the exception.")]
    async Task<(string Outcome, SlackMessage Answer)> AnswerAsync(OnCallWish wish, CancellationToken ends)
    {
        try
        {
            // Only the waiting ends: what has begun to be stored is stored.
            return await desk.DoAsync(wish, ends).WaitAsync(MaxTime, clock, ends);
        }
        catch (TimeoutException)
        {
            return ("too slow", CommandAnswers.TooSlow);
        }
        catch (Exception e) when (!ends.IsCancellationRequested)
        {
            LogFailed(e);
            return FailureAnswers.Passes(e) ? ("storage is away", CommandAnswers.Away) : ("broken", CommandAnswers.Broken);
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
