using System.Text.Json.Serialization;
using OnCall.Adapters.Text;

namespace OnCall.Adapters.Slack;

/// <summary>The parts of Slack's Block Kit that our messages are made of. Each keeps Slack's limits by itself.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Header), "header")]
[JsonDerivedType(typeof(Section), "section")]
[JsonDerivedType(typeof(Context), "context")]
[JsonDerivedType(typeof(Actions), "actions")]
public abstract record SlackBlock
{
    public const int MaxHeaderLength = 150;
    public const int MaxSectionLength = 3000;
    public const int MaxFieldLength = 2000;
    public const int MaxFields = 10;
    public const int MaxButtonLength = 75;
    public const int MaxButtons = 25;

    SlackBlock() { }

    public sealed record Header(SlackText Text) : SlackBlock;

    public sealed record Section(SlackText? Text, IReadOnlyList<SlackText>? Fields = null) : SlackBlock;

    public sealed record Context(IReadOnlyList<SlackText> Elements) : SlackBlock;

    public sealed record Actions(IReadOnlyList<Button> Elements) : SlackBlock;

    /// <param name="Value">Comes back when it is pressed.</param>
    public sealed record Button(SlackText Text, string ActionId, string Value)
    {
        public string Type { get; } = "button";
    }

    /// <param name="plain">Shown as it stands: no mentions, no links.</param>
    public static SlackBlock Title(string plain) =>
        new Header(new SlackText("plain_text", Shortened.To(plain, MaxHeaderLength)));

    public static SlackBlock Paragraph(string markup) => new Section(Markup(markup, MaxSectionLength));

    /// <summary>Small things side by side, each under its name.</summary>
    public static SlackBlock Table(params IReadOnlyList<(string Name, string Markup)> rows) => new Section(
        Text: null,
        [.. rows.Take(MaxFields).Select(row => Markup($"*{row.Name}*\n{row.Markup}", MaxFieldLength))]);

    /// <summary>Smaller and grey.</summary>
    public static SlackBlock Hint(string markup) => new Context([Markup(markup, MaxSectionLength)]);

    public static SlackBlock Buttons(params IReadOnlyList<SlackButton> buttons) => new Actions(
        [.. buttons.Take(MaxButtons).Select(button => new Button(
            new SlackText("plain_text", Shortened.To(button.Label, MaxButtonLength)), button.Action, button.Value))]);

    static SlackText Markup(string markup, int maxLength) => new("mrkdwn", Shortened.To(markup, maxLength));
}

public sealed record SlackText(string Type, string Text);

/// <param name="Action">What it asks for; whoever acts on it knows it by this name.</param>
public sealed record SlackButton(string Label, string Action, string Value);

/// <param name="Text">What a notification shows and a screen reader reads: it must say everything by itself.</param>
/// <param name="AlsoInChannel">A reply that everybody has to see, not only those who follow the thread.</param>
public sealed record SlackMessage(string Text, IReadOnlyList<SlackBlock> Blocks, bool AlsoInChannel = false)
{
    /// <summary>One paragraph that says everything.</summary>
    public static SlackMessage Plain(string markup) => new(markup, [SlackBlock.Paragraph(markup)]);

    public SlackMessage With(params IReadOnlyList<SlackButton> buttons) => this with { Blocks = [.. Blocks, SlackBlock.Buttons(buttons)] };
}
