using System.Collections.Concurrent;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Core.Policy;
using OnCall.Engine.Outbox;

namespace OnCall.Adapters.Slack;

/// <summary>The channels in which our app and one person are alone. Slack opens each once and for good.</summary>
sealed class DirectChannels(SlackCalls calls)
{
    readonly ConcurrentDictionary<PersonId, string> _known = new();

    public async Task<DirectChannel> OfAsync(Person person, CancellationToken cancellation)
    {
        if (_known.TryGetValue(person.Id, out var known))
            return new DirectChannel.Known(known);

        var answer = await calls.PostAsync(
            "conversations.open", new OpenConversationRequest(person.Slack), SlackJson.Default.OpenConversationRequest, cancellation);
        if (SlackAnswers.Classify(answer) is var outcome and not Delivery.Done)
            return new DirectChannel.NotKnown(outcome);
        using var document = LenientJson.Parse(((Answer.Given)answer).Body);
        return document?.RootElement.Child("channel")?.Text("id") is { } id
            ? new DirectChannel.Known(_known.GetOrAdd(person.Id, id))
            : new DirectChannel.NotKnown(new Delivery.RetryLater("Slack opened a conversation and did not say which."));
    }
}

abstract record DirectChannel
{
    DirectChannel() { }

    public sealed record Known(string Id) : DirectChannel;

    /// <param name="Why">What it means for whatever should have been told.</param>
    public sealed record NotKnown(Delivery Why) : DirectChannel;
}
