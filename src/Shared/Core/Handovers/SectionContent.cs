using System.Text.Json.Serialization;
using OnCall.Core.Processes;

namespace OnCall.Core.Handovers;

/// <summary>What stands in one section of the note. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Known), "known")]
[JsonDerivedType(typeof(Unread), "unread")]
[JsonDerivedType(typeof(ByHand), "by-hand")]
public abstract record SectionContent
{
    SectionContent() { }

    /// <summary>Whether a source, asked again, has answered what it did not answer before.</summary>
    public bool SaysMoreThan(SectionContent before) => (before, this) switch
    {
        (Unread, Known) or (Known { Gap: not null }, Known { Gap: null }) => true,
        _ => false,
    };

    /// <summary>Its source answered. No lines mean that there is none, and nothing else does.</summary>
    /// <param name="Lines">The first few.</param>
    /// <param name="Total">How many there are.</param>
    /// <param name="WholeList">Where the others stand; null when nobody shows them.</param>
    /// <param name="Gap">What belongs to the lines and could not be read, and why: a sentence. Null when nothing is missing.</param>
    public sealed record Known(IReadOnlyList<NoteLine> Lines, int Total, Uri? WholeList = null, string? Gap = null) : SectionContent;

    /// <summary>Its source did not answer: nobody knows whether there is any.</summary>
    /// <param name="Why">A sentence.</param>
    public sealed record Unread(string Why) : SectionContent;

    /// <summary>The outgoing primary wrote it; no source overwrites it.</summary>
    public sealed record ByHand(string Text, Actor By, DateTimeOffset At) : SectionContent;
}

/// <param name="When">An instant that readers see in their own zone, behind the text.</param>
/// <param name="More">What else there is to read about it.</param>
public sealed record NoteLine(string Text, Uri? Url = null, DateTimeOffset? When = null, NoteLink? More = null);

public sealed record NoteLink(string Label, Uri Url);
