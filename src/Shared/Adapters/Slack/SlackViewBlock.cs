using System.Text.Json.Serialization;
using OnCall.Adapters.Text;

namespace OnCall.Adapters.Slack;

/// <summary>The parts that our modals are made of. Each keeps Slack's limits by itself.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Input), "input")]
[JsonDerivedType(typeof(Section), "section")]
[JsonDerivedType(typeof(Context), "context")]
public abstract record SlackViewBlock
{
    public const int MaxInputLength = 3000;
    public const int MaxLabelLength = 2000;
    const int MaxBlockIdLength = 255;

    SlackViewBlock() { }

    public sealed record Input(string BlockId, SlackText Label, TextInput Element, bool Optional, SlackText? Hint)
        : SlackViewBlock;

    public sealed record Section(SlackText Text) : SlackViewBlock;

    public sealed record Context(IReadOnlyList<SlackText> Elements) : SlackViewBlock;

    /// <summary>One line that a person types.</summary>
    /// <param name="blockId">By this the text comes back, and what is wrong with it is shown under the input.</param>
    public static SlackViewBlock Line(
        string blockId, string label, string initial = "", bool optional = false, string? hint = null) =>
        Typed(blockId, label, new TextInput(Multiline: false, Initial(initial)), optional, hint);

    /// <summary>As <see cref="Line"/>, for a text of several lines.</summary>
    public static SlackViewBlock Lines(
        string blockId, string label, string initial = "", bool optional = false, string? hint = null) =>
        Typed(blockId, label, new TextInput(Multiline: true, Initial(initial)), optional, hint);

    public static SlackViewBlock Paragraph(string markup) =>
        new Section(new SlackText("mrkdwn", Shortened.To(markup, SlackBlock.MaxSectionLength)));

    /// <summary>Smaller and grey.</summary>
    public static SlackViewBlock Note(string markup) =>
        new Context([new SlackText("mrkdwn", Shortened.To(markup, SlackBlock.MaxSectionLength))]);

    static Input Typed(string blockId, string label, TextInput element, bool optional, string? hint) => new(
        blockId is { Length: > 0 and <= MaxBlockIdLength }
            ? blockId
            : throw new ArgumentException($"A block id has 1 to {MaxBlockIdLength} characters.", nameof(blockId)),
        Plain(label), element, optional, hint is null ? null : Plain(hint));

    static string? Initial(string text) => text.Length == 0 ? null : Shortened.To(text, MaxInputLength);

    static SlackText Plain(string text) => new("plain_text", Shortened.To(text, MaxLabelLength));

    /// <param name="InitialValue">Null for an empty input.</param>
    public sealed record TextInput(bool Multiline, string? InitialValue)
    {
        public string Type { get; } = "plain_text_input";

        // A block has one input, so its name distinguishes nothing.
        public string ActionId { get; } = "text";

        public int MaxLength { get; } = MaxInputLength;
    }
}
