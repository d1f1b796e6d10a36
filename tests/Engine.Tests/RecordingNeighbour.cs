using OnCall.Core.Effects;
using OnCall.Engine.Outbox;

namespace OnCall.Engine.Tests;

/// <summary>A neighbour that keeps what it was told and answers as the test says.</summary>
sealed class RecordingNeighbour(Lane lane) : INeighbour
{
    readonly Queue<Delivery> _answers = [];

    public Lane Lane => lane;

    public List<Letter> Told { get; } = [];

    /// <summary>Edits of what stands there already: kept apart, as they are said beside what is told.</summary>
    public List<Letter> Edits { get; } = [];

    public IEnumerable<string> Effects => Told.Select(letter => letter.Effect.GetType().Name);

    /// <summary>Runs in the middle of a call, before the neighbour answers.</summary>
    public Func<Task>? Meanwhile { get; set; }

    TaskCompletionSource? _held;

    /// <summary>Lets the next call wait until the test ends it, or the caller gives up.</summary>
    public TaskCompletionSource Hold() => _held = new TaskCompletionSource();

    public void Answer(params Delivery[] answers) => Array.ForEach(answers, _answers.Enqueue);

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is Effect.EditDeclaration)
        {
            Edits.Add(letter);
            return new Delivery.Done("ok");
        }

        Told.Add(letter);
        if (Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        if (_held is { } held)
        {
            _held = null;
            await using var gaveUp = cancellation.Register(() => held.TrySetCanceled(cancellation));
            await held.Task;
        }

        return _answers.TryDequeue(out var answer) ? answer : new Delivery.Done("ok", $"receipt of {letter.Id}");
    }
}
