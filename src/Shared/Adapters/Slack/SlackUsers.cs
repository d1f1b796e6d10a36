using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Core.Policy;
using OnCall.Core.Rotation;
using OnCall.Engine.Rotation;

namespace OnCall.Adapters.Slack;

/// <summary>Whether Slack knows somebody by the member ID that the policy has of them, and reaches a person by it.</summary>
public sealed class SlackUsers(SlackCalls calls) : IChatPeople
{
    public async Task<Fact> KnowsAsync(Person person, CancellationToken cancellation)
    {
        var answer = await calls.GetAsync($"users.info?user={Uri.EscapeDataString(person.Slack)}", cancellation);
        // In words of its own, or as of somebody who was never there.
        if (SlackCalls.ErrorIn(answer) is "user_not_found" or "user_not_visible" or "users_not_found")
            return new Fact.No();
        if (SlackCalls.WhyNot(answer) is { } why)
            return NotRead(why);

        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement.Child("user") is not { } user ? NotRead("Slack's answer has no user")
            : user.Flag("deleted") ? new Fact.Unfit("is deactivated")
            : user.Flag("is_bot") ? new Fact.Unfit("is a bot's")
            : new Fact.Yes();
    }

    // It stands in the middle of a sentence.
    static Fact.NotRead NotRead(string why) => new(why.TrimEnd('.'));
}
