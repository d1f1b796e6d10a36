using System.Diagnostics;
using System.Text.Json.Serialization;
using OnCall.Core.Handovers;
using OnCall.Engine.Handovers;

namespace OnCall.Functions.Handovers;

/// <param name="Standing">"planned", "waiting", "complete", "never acknowledged" or "not held".</param>
/// <param name="At">When it is, or was, due; null for one that was not held.</param>
/// <param name="Covering">Who is responsible until the 👍; null before it opens and after its end.</param>
sealed record HandoverAnswer(
    string Id,
    string Standing,
    DateTimeOffset? At,
    DateTimeOffset? OpenedAt = null,
    string? Outgoing = null,
    string? Incoming = null,
    string? Covering = null,
    DateTimeOffset? AcknowledgedAt = null,
    IReadOnlyList<SectionAnswer>? Note = null,
    string? Remarks = null)
{
    public static HandoverAnswer Of(StoredHandover found) => found.State switch
    {
        Handover.Awaited awaited => new(found.Id, "planned", awaited.At, Remarks: awaited.Remarks?.Text),
        Handover.Open open => Of(found.Id, "waiting", open.View) with { Covering = open.View.Covering.Name },
        Handover.Complete complete => Of(found.Id, "complete", complete.View),
        Handover.Lapsed lapsed => Of(found.Id, "never acknowledged", lapsed.View),
        _ => new(found.Id, "not held", At: null),
    };

    static HandoverAnswer Of(string id, string standing, HandoverView view) => new(
        id, standing, view.At, view.OpenedAt, view.Who.Outgoing.Name, view.Who.Incoming.Name,
        AcknowledgedAt: (view.Standing as HandoverStanding.Completed)?.At,
        Note: [.. view.Note.Parts.Select(SectionAnswer.Of)],
        Remarks: view.Note.Remarks?.Text);
}

/// <param name="Total">How many there are; null when nobody knows, or somebody wrote it by hand.</param>
/// <param name="Why">What kept it, or a part of it, from being read.</param>
sealed record SectionAnswer(
    string Section,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Total = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Lines = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Why = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EditedBy = null)
{
    public static SectionAnswer Of(NotePart part) => part.Content switch
    {
        SectionContent.Known known => new(part.Section.ToString(), known.Total, [.. known.Lines.Select(line => line.Text)], known.Gap),
        SectionContent.Unread unread => new(part.Section.ToString(), Why: unread.Why),
        SectionContent.ByHand byHand => new(part.Section.ToString(), Lines: byHand.Text.Split('\n'), EditedBy: byHand.By.Name),
        _ => throw new UnreachableException($"No answer for {part}."),
    };
}
