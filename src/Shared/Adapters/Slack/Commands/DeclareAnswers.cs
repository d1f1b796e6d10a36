using OnCall.Core.Processes;

namespace OnCall.Adapters.Slack.Commands;

/// <summary>What somebody reads who declares an incident by hand: what happens now, and how to page when we cannot.</summary>
public static class DeclareAnswers
{
    static readonly string ByHand = DeclarationMessages.ByHand(primary: null);

    public static SlackMessage Declared(string channel) => Said(
        "🚨 *Declared.* PagerDuty is told now and pages the primary.",
        $"As soon as it has, the incident stands in {channel}, with your words as its title. Nothing there within two minutes? "
        + $"Page by hand: {ByHand}");

    public static SlackMessage AlreadyDeclared { get; } = Said(
        "🚨 *Declared already.* This very command came twice; it pages once.", "Look at the incident instead of declaring it again.");

    /// <summary>Storage or the bus is away.</summary>
    public static SlackMessage Away { get; } = Said(
        "⚠️ *Nobody was paged:* storage cannot be reached right now.", $"Page by hand: {ByHand}");

    /// <summary>Slack waits no longer.</summary>
    public static SlackMessage TooSlow(string channel) => Said(
        "⚠️ *It is not known whether anybody is paged:* storage is too slow right now.",
        $"Look into {channel}. Nothing there within two minutes? Page by hand: {ByHand}");

    public static SlackMessage Broken(string channel) => Said(
        "⚠️ *It is not known whether anybody is paged:* something unexpected went wrong, and the service's log says what.",
        $"Look into {channel}. Nothing there? Page by hand: {ByHand}");

    /// <summary>Without it the same command could page twice.</summary>
    public static Refusal NoTrigger { get; } = new(
        "trigger-missing", "trigger_id", $"Slack sent none, so nobody was paged. Page by hand: {ByHand}");

    static SlackMessage Said(string what, string more) =>
        new($"{what} {more}", [SlackBlock.Paragraph(what), SlackBlock.Paragraph(more)]);
}
