using OnCall.Core.Processes;

namespace OnCall.Core.Handovers;

/// <summary>What the incoming primary inherits, section by section, and what the outgoing one adds.</summary>
/// <param name="Parts">Each section once, in the runbook's order.</param>
public sealed record HandoverNote(IReadOnlyList<NotePart> Parts, Remarks? Remarks = null)
{
    /// <summary>So that a text by hand fits into a modal's field, and the whole note into one message.</summary>
    public const int MaxTextLength = 2000;

    public static HandoverNote Of(Func<NoteSection, SectionContent> content) =>
        new([.. Enum.GetValues<NoteSection>().Select(section => new NotePart(section, content(section)))]);

    public SectionContent this[NoteSection section] => Parts.First(part => part.Section == section).Content;

    /// <summary>Those whose source has not answered, or not all of it: they are asked again.</summary>
    public IEnumerable<NoteSection> Unread => Parts
        .Where(part => part.Content is SectionContent.Unread or SectionContent.Known { Gap: not null })
        .Select(part => part.Section);

    public HandoverNote With(NoteSection section, SectionContent content) => this with
    {
        Parts = [.. Parts.Select(part => part.Section == section ? part with { Content = content } : part)],
    };
}

public sealed record NotePart(NoteSection Section, SectionContent Content);

/// <summary>What the sources do not know, in the words of the outgoing primary.</summary>
public sealed record Remarks(string Text, Actor By, DateTimeOffset At);
