using System.Diagnostics;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Policy;
using OnCall.Engine.Declarations;
using OnCall.Engine.Streams;

namespace OnCall.Functions.SlackCommands;

/// <summary>Declares an incident for somebody who typed it, and says what happens now.</summary>
sealed class DeclareCommand(OnCallPolicy policy, DeclarationDesk declarations)
{
    string Channel => $"#{policy.Channels.IncidentLive.Name}";

    /// <param name="trigger">Slack's id of the command.</param>
    public async Task<(string Outcome, SlackMessage Answer)> DoAsync(
        OnCallWish.Declare wish, string? trigger, CancellationToken cancellation) => trigger is null
            ? ("refused", CommandAnswers.Refused([DeclareAnswers.NoTrigger]))
            : await declarations.DeclareAsync(trigger, wish.What, wish.By, cancellation) switch
            {
                Step.Taken => ("declared", DeclareAnswers.Declared(Channel)),
                Step.Known or Step.Ignored => ("declared already", DeclareAnswers.AlreadyDeclared),
                Step.Rejected rejected => ("refused", CommandAnswers.Refused(rejected.Refusals)),
                var step => throw new UnreachableException($"No answer for {step}."),
            };

    public SlackMessage TooSlow() => DeclareAnswers.TooSlow(Channel);

    public SlackMessage Broken() => DeclareAnswers.Broken(Channel);
}
