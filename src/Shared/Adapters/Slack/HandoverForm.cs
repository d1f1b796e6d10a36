using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using OnCall.Adapters.Text;
using OnCall.Core.Handovers;

namespace OnCall.Adapters.Slack;

/// <summary>
/// The form in which the outgoing primary edits the note. It remembers what it showed, so that only what was changed
/// counts as written by hand, also when a source answered while somebody was typing.
/// </summary>
public sealed record HandoverForm(
    string Handover, IReadOnlyList<EditedText> Texts, string? Remarks, IReadOnlyDictionary<string, string> Errors)
{
    public const string Id = HandoverNoteMessage.EditAction;
    public const string RemarksBlock = "Remarks";

    const int HashLength = 8;

    public static SlackButton Button(string handover) => new("Edit the note", Id, handover);

    public static SlackView Of(string handover, Handover state)
    {
        var note = state is Handover.Open open ? open.View.Note : null;
        var remarks = (state is Handover.Awaited awaited ? awaited.Remarks : note?.Remarks)?.Text ?? "";
        List<SlackViewBlock> blocks =
        [
            .. (note?.Parts ?? []).Select(part => SlackViewBlock.Lines(
                part.Section.ToString(), HandoverNoteMessage.NameOf(part.Section), Shown(part.Content), optional: true,
                hint: HintOf(part.Content))),
            SlackViewBlock.Lines(
                RemarksBlock, "Remarks", remarks, optional: true, hint: "What else the next primary should know."),
        ];
        var shown = (note?.Parts ?? []).Select(part => Hash(Shown(part.Content))).Append(Hash(remarks));
        return new SlackView(Id, "Handover note", blocks, $"{handover} {string.Join(' ', shown)}") { SubmitLabel = "Save" };
    }

    public static HandoverForm Read(SlackInteractionReading.Submitted submitted)
    {
        var (handover, shown) = submitted.PrivateMetadata.Split(' ') is [var id, .. var hashes] ? (id, hashes) : ("", []);
        var sections = Enum.GetValues<NoteSection>();
        var texts = new List<EditedText>();
        var errors = new Dictionary<string, string>();
        foreach (var (section, i) in sections.Select((section, i) => (section, i)))
            if (shown.Length > sections.Length && Changed(submitted, section.ToString(), shown[i]) is { } text)
            {
                if (text.Length == 0)
                    errors[section.ToString()] = "Write what is so, or \"none\".";
                else if (text.Length > HandoverNote.MaxTextLength)
                    errors[section.ToString()] = TooLong(text);
                else
                    texts.Add(new EditedText(section, text));
            }

        var remarks = shown.Length == 0 ? null : Changed(submitted, RemarksBlock, shown[^1]);
        if (remarks?.Length > HandoverNote.MaxTextLength)
            errors[RemarksBlock] = TooLong(remarks);
        return new HandoverForm(handover, texts, remarks, errors);
    }

    static string? HintOf(SectionContent content) => content switch
    {
        SectionContent.Unread unread => $"Could not be read so far: {unread.Why}",
        SectionContent.Known { Gap: { } gap } => gap,
        _ => null,
    };

    /// <summary>A section as it is edited: plain text, a line each.</summary>
    static string Shown(SectionContent content) => Normal(content switch
    {
        SectionContent.Known { Total: 0 } => "none",
        SectionContent.Known known => Lines(known),
        SectionContent.Unread => "",
        SectionContent.ByHand byHand => byHand.Text,
        _ => throw new UnreachableException($"No text for {content}."),
    });

    static string Lines(SectionContent.Known known)
    {
        var text = new StringBuilder();
        foreach (var line in known.Lines)
            text.Append("• ").Append(line.Text).Append(line.Url is { } url ? $" {url.AbsoluteUri}" : "")
                .Append(line.More is { } more ? $" ({more.Label}: {more.Url.AbsoluteUri})" : "").Append('\n');
        if (known.Total > known.Lines.Count)
            text.Append("… and ").Append(known.Total - known.Lines.Count).Append(" more");
        return Shortened.To(text.ToString(), HandoverNote.MaxTextLength);
    }

    // Null when it is as it was shown.
    static string? Changed(SlackInteractionReading.Submitted submitted, string block, string shown) =>
        submitted.Values.TryGetValue(block, out var text) && Hash(Normal(text)) != shown ? Normal(text) : null;

    static string TooLong(string text) => $"{text.Length} characters; at most {HandoverNote.MaxTextLength} fit into the note.";

    static string Normal(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Trim();

    static string Hash(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normal(text))))[..HashLength];
}
