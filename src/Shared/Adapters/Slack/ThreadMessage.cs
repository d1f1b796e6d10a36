namespace OnCall.Adapters.Slack;

/// <summary>A message as it stands in a thread now.</summary>
/// <param name="User">Slack's id of who wrote it; empty for some apps.</param>
/// <param name="Text">In Slack's markup.</param>
/// <param name="IsByApp">Written by us or another app, not by a person.</param>
public sealed record ThreadMessage(
    SlackReceipt Receipt, string User, string Text, bool IsByApp, bool IsEdited, IReadOnlyList<ThreadReaction> Reactions);

/// <param name="Name">As Slack calls the emoji: "+1::skin-tone-3".</param>
/// <param name="Users">Slack's ids; those whom Slack lists.</param>
/// <param name="Count">How many there are.</param>
public sealed record ThreadReaction(string Name, IReadOnlyList<string> Users, int Count);
