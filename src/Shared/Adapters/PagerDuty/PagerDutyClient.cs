using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.PagerDuty;

/// <summary>Tells PagerDuty who is to be paged next, and why.</summary>
public sealed partial class PagerDutyClient(PagerDutyRestCalls calls, TimeProvider clock) : INeighbour
{
    /// <summary>PagerDuty names no limit; whoever was woken reads a note on a telephone.</summary>
    public const int MaxNoteLength = 2000;

    public Lane Lane => Lane.PagerDuty;

    public Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation) => letter.Effect switch
    {
        Effect.EscalatePage escalate => EscalateAsync(escalate, letter, cancellation),
        Effect.NotePage note => NoteAsync(note, letter, cancellation),
        _ => throw new UnreachableException($"PagerDuty is not told {letter.Effect}."),
    };

    async Task<Delivery> EscalateAsync(Effect.EscalatePage escalate, Letter letter, CancellationToken cancellation)
    {
        var looked = await calls.SendAsync(HttpMethod.Get, PagerDutyRestCalls.PathOf(escalate.Incident), cancellation);
        if (PagerDutyAnswers.Classify(looked) is not Delivery.Done)
            return PagerDutyAnswers.Classify(looked);
        if (IncidentLook.In(looked).InsteadOf(escalate, clock.GetUtcNow()) is { } instead)
            return instead;
        // After an outage several levels can be due at once. Whoever died having paged them all left the later ones' notes
        // behind: paged again, an earlier level would take the page back from the later one.
        if (letter.Attempt > 1
            && (await MarksAsync(escalate.Incident, cancellation)).Any(mark => mark.CompareTo((letter.Id.Version, letter.Id.Index)) > 0))
            return new Delivery.Done("An earlier attempt had arrived: what followed it is in the notes.");

        var request = new EscalateRequest(new EscalateRequest.Reference("incident_reference", escalate.Level));
        return PagerDutyAnswers.Classify(await calls.SendAsync(
            HttpMethod.Put, PagerDutyRestCalls.PathOf(escalate.Incident),
            JsonContent.Create(request, PagerDutyJson.Default.EscalateRequest), cancellation));
    }

    async Task<Delivery> NoteAsync(Effect.NotePage note, Letter letter, CancellationToken cancellation)
    {
        if (letter.Attempt > 1 && (await MarksAsync(note.Incident, cancellation)).Contains((letter.Id.Version, letter.Id.Index)))
            return new Delivery.Done("An earlier attempt had arrived.");

        var request = new NoteRequest(new NoteRequest.Content(Marked(note.Text, Mark(letter.Id))));
        return PagerDutyAnswers.Classify(await calls.SendAsync(
            HttpMethod.Post, $"{PagerDutyRestCalls.PathOf(note.Incident)}/notes",
            JsonContent.Create(request, PagerDutyJson.Default.NoteRequest), cancellation));
    }

    /// <summary>The mark at the end tells our notes from one another: PagerDuty knows no key for them.</summary>
    static string Mark(EffectId id) =>
        string.Create(CultureInfo.InvariantCulture, $" [oncall {id.Version}/{id.Index}]");

    static string Marked(string text, string mark) => Shortened.To(text, MaxNoteLength - mark.Length) + mark;

    /// <summary>Which of our notes arrived. When that cannot be read: better twice than never.</summary>
    async Task<IReadOnlyList<(long Version, int Index)>> MarksAsync(IncidentId incident, CancellationToken cancellation)
    {
        var looked = await calls.SendAsync(
            HttpMethod.Get, $"{PagerDutyRestCalls.PathOf(incident)}/notes", cancellation);
        using var document = looked is Answer.Given { IsSuccess: true } given ? LenientJson.Parse(given.Body) : null;
        return document is null
            ? []
            : [.. document.RootElement.Items("notes")
                .Select(note => MarkAtTheEnd().Match(note.Text("content") ?? ""))
                .Where(mark => mark.Success)
                .Select(mark => (
                    long.Parse(mark.Groups[1].ValueSpan, CultureInfo.InvariantCulture),
                    int.Parse(mark.Groups[2].ValueSpan, CultureInfo.InvariantCulture)))];
    }

    [GeneratedRegex(@" \[oncall ([0-9]{1,9})/([0-9]{1,9})\]\z")]
    private static partial Regex MarkAtTheEnd();
}
