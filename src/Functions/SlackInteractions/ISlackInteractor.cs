using OnCall.Adapters.Slack;

namespace OnCall.Functions.SlackInteractions;

/// <summary>Acts on the buttons and modals of one kind of thing.</summary>
public interface ISlackInteractor
{
    /// <summary>What its action ids and callback ids begin with, such as "handover-"; nobody else's do.</summary>
    string Prefix { get; }

    Task<InteractionAnswer> PressedAsync(SlackInteractionReading.Pressed pressed, CancellationToken cancellation);

    Task<InteractionAnswer> SubmittedAsync(SlackInteractionReading.Submitted submitted, CancellationToken cancellation);
}

/// <summary>What a person gets to see at once.</summary>
public abstract record InteractionAnswer
{
    InteractionAnswer() { }

    /// <summary>Nothing; a modal that was sent closes.</summary>
    /// <param name="Outcome">What became of it, for the log.</param>
    public sealed record Done(string Outcome) : InteractionAnswer;

    /// <summary>The modal stays open, and under each of these blocks stands what is wrong with it.</summary>
    public sealed record Errors(IReadOnlyDictionary<string, string> ByBlock) : InteractionAnswer
    {
        public Errors(string block, string error) : this(new Dictionary<string, string> { [block] = error })
        {
        }
    }
}
