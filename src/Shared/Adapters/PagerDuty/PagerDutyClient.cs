using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.PagerDuty;

/// <summary>Tells PagerDuty who is to be paged next, and why.</summary>
public sealed class PagerDutyClient(PagerDutyRestCalls calls, TimeProvider clock) : INeighbour
{
    /// <summary>PagerDuty names no limit; whoever was woken reads a note on a telephone.</summary>
    public const int MaxNoteLength = 2000;

    public Lane Lane => Lane.PagerDuty;

    public Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation) => letter.Effect switch
    {
        Effect.EscalatePage escalate => EscalateAsync(escalate, cancellation),
        Effect.NotePage note => NoteAsync(note, letter, cancellation),
        _ => throw new UnreachableException($"PagerDuty is not told {letter.Effect}."),
    };

    async Task<Delivery> EscalateAsync(Effect.EscalatePage escalate, CancellationToken cancellation)
    {
        var looked = await calls.SendAsync(HttpMethod.Get, PagerDutyRestCalls.PathOf(escalate.Incident), cancellation);
        if (PagerDutyAnswers.Classify(looked) is not Delivery.Done)
            return PagerDutyAnswers.Classify(looked);
        if (IncidentLook.In(looked).InsteadOf(escalate, clock.GetUtcNow()) is { } instead)
            return instead;

        var request = new EscalateRequest(new EscalateRequest.Reference("incident_reference", escalate.Level));
        return PagerDutyAnswers.Classify(await calls.SendAsync(
            HttpMethod.Put, PagerDutyRestCalls.PathOf(escalate.Incident),
            JsonContent.Create(request, PagerDutyJson.Default.EscalateRequest), cancellation));
    }

    async Task<Delivery> NoteAsync(Effect.NotePage note, Letter letter, CancellationToken cancellation)
    {
        if (letter.Attempt > 1 && await IsThereAsync(note.Incident, Mark(letter.Id), cancellation))
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

    /// <summary>Whether a call whose answer was lost arrived. When that cannot be read: better twice than never.</summary>
    async Task<bool> IsThereAsync(IncidentId incident, string mark, CancellationToken cancellation)
    {
        var looked = await calls.SendAsync(
            HttpMethod.Get, $"{PagerDutyRestCalls.PathOf(incident)}/notes", cancellation);
        using var document = looked is Answer.Given { IsSuccess: true } given ? LenientJson.Parse(given.Body) : null;
        return document?.RootElement.Items("notes")
            .Any(note => note.Text("content")?.EndsWith(mark, StringComparison.Ordinal) == true) == true;
    }
}
