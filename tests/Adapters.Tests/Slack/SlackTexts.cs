using OnCall.Adapters.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>All that people may read of a message: what a notification shows first, then block by block.</summary>
static class SlackTexts
{
    public static IEnumerable<string> Of(SlackMessage message) =>
    [
        message.Text,
        .. message.Blocks.SelectMany(block => block switch
        {
            SlackBlock.Header header => [header.Text.Text],
            SlackBlock.Section section => [.. Of(section.Text), .. (section.Fields ?? []).Select(field => field.Text)],
            SlackBlock.Context context => context.Elements.Select(element => element.Text),
            _ => Enumerable.Empty<string>(),
        }),
    ];

    static IEnumerable<string> Of(SlackText? text) => text is null ? [] : [text.Text];
}
