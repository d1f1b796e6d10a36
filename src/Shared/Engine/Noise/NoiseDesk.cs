using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using OnCall.Core.Effects;
using OnCall.Core.Noise;
using OnCall.Core.Silences;
using OnCall.Engine.Outbox;
using OnCall.Engine.Silences;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Noise;

/// <summary>
/// Takes in what is not page-worthy: from whoever reports it, and from processes of ours, whose effects are delivered here.
/// A storm comes to one process, so within this worker one step after the other is taken, each with all that waits by then.
/// </summary>
public sealed class NoiseDesk(
    ProcessRunner<NoiseBook, NoiseCommand, NoiseEvent> noise,
    StreamCodec<NoiseBook, NoiseEvent> codec,
    IStreamStore store,
    StoredSilences silences,
    NoiseHours hours,
    TimeProvider clock) : INoise, INeighbour, IDisposable
{
    /// <summary>Each is an input and an event, and at most one more event goes with them: 100 rows are one transaction.</summary>
    const int MaxPerStep = 40;

    readonly ConcurrentQueue<Waiting> _queue = new();
    readonly SemaphoreSlim _oneStep = new(1, 1);

    public Lane Lane => Lane.Noise;

    /// <summary>From storage: what could not be read is an exception and not "none".</summary>
    public async Task<NoiseBook> ReadAsync(CancellationToken cancellation) =>
        await store.ReadAsync(ProcessId.Of(noise.Kind, NoiseDecider.TheOnlyId), cancellation) is { } found
            ? codec.ReadState(found.Head.State)
            : NoiseBook.Empty;

    public async Task<DateTimeOffset> ReportAsync(NoiseReport report, InputId input, CancellationToken cancellation)
    {
        var mine = new Waiting(report, input);
        _queue.Enqueue(mine);
        await _oneStep.WaitAsync(cancellation);
        try
        {
            // Whoever went before may have taken mine along.
            while (!mine.Answer.Task.IsCompleted)
                await TakeSomeAsync();
        }
        finally
        {
            _oneStep.Release();
        }

        return await mine.Answer.Task;
    }

    [SuppressMessage("Design", "CA1031", Justification =
        "The neighbour is our own storage: whatever keeps it from taking a report, the report is delivered again.")]
    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.ReportNoise reported)
            throw new UnreachableException($"The noise does not take {letter.Effect}.");
        try
        {
            // The same after a crash: counted once.
            var saidAt = await ReportAsync(reported.Report, new InputId($"effect-{letter.Id}"), cancellation);
            return new Delivery.Done(string.Create(CultureInfo.InvariantCulture, $"It is said at {saidAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC."));
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"The noise could not be stored: {e.Message}");
        }
    }

    public void Dispose() => _oneStep.Dispose();

    [SuppressMessage("Design", "CA1031", Justification = "Whoever waits is told; nobody is left waiting.")]
    async Task TakeSomeAsync()
    {
        var some = new List<Waiting>();
        while (some.Count < MaxPerStep && _queue.TryDequeue(out var next))
            some.Add(next);
        try
        {
            // Nobody's own cancellation: whoever takes the step takes it for others too.
            await TakeAsync(some, CancellationToken.None);
        }
        catch (Exception e)
        {
            foreach (var one in some)
                one.Answer.TrySetException(e);
        }
    }

    async Task TakeAsync(IReadOnlyList<Waiting> some, CancellationToken cancellation)
    {
        var standing = SilencesOf(await silences.ReadAsync(cancellation));
        var reports = some.DistinctBy(one => one.Input).ToList();
        await TellInHalvesAsync(reports, standing, cancellation);

        var (book, now) = (await ReadAsync(cancellation), clock.GetUtcNow());
        foreach (var one in some)
            one.Answer.TrySetResult(hours.SaidAt(book, Heard(one.Report, standing), now));
    }

    // One that is known already keeps the others of its step from being stored; and a small step is quicker than another
    // worker's, where a large one may lose to it every time.
    async Task TellInHalvesAsync(IReadOnlyList<Waiting> reports, IReadOnlyList<KnownAlert> silences, CancellationToken cancellation)
    {
        try
        {
            if (await TellAsync(reports, silences, cancellation) is not Step.Known || reports.Count == 1)
                return;
        }
        catch (ConflictException) when (reports.Count > 1)
        {
        }

        var half = reports.Count / 2;
        await TellInHalvesAsync([.. reports.Take(half)], silences, cancellation);
        await TellInHalvesAsync([.. reports.Skip(half)], silences, cancellation);
    }

    List<KnownAlert> SilencesOf(SilenceBook book) =>
        [.. book.OpenAt(clock.GetUtcNow()).Where(known => known.Kind == SilenceKind.Silence)];

    Task<Step> TellAsync(
        IReadOnlyList<Waiting> reports, IReadOnlyList<KnownAlert> silences, CancellationToken cancellation) => noise.HandleAsync(
            NoiseDecider.TheOnlyId,
            new NoiseCommand.Take([.. reports.Select(one => Heard(one.Report, silences))], clock.GetUtcNow()),
            [.. reports.Select(one => one.Input)],
            cancellation);

    static HeardNoise Heard(NoiseReport report, IReadOnlyList<KnownAlert> silences) =>
        new(report, silences.Where(silence => silence.IsAbout(report.Rule)).Max(silence => silence.Until));

    sealed record Waiting(NoiseReport Report, InputId Input)
    {
        public TaskCompletionSource<DateTimeOffset> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
