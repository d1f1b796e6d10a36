using System.Runtime.CompilerServices;
using OnCall.Core.DeadLetters;
using OnCall.Core.Processes;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;

namespace OnCall.Engine.DeadLetters;

/// <summary>The dead letters that wait to be replayed.</summary>
public sealed class DeadLetterBox(
    ProcessRunner<DeadLetter, DeadLetterCommand, DeadLetterEvent> letters,
    StreamCodec<DeadLetter, DeadLetterEvent> codec,
    IStreamStore store,
    IWakeups wakeups,
    TimeProvider clock)
{
    /// <summary>However often the same message comes: once.</summary>
    /// <param name="id">Tells the message from all others; a storage key as it stands.</param>
    public Task RecordAsync(string id, DeadMessage message, CancellationToken cancellation) => letters.HandleAsync(
        id, new DeadLetterCommand.Record(message, clock.GetUtcNow()), inputs: [], cancellation);

    public async IAsyncEnumerable<WaitingLetter> WaitingAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var listed in store.OpenProcessesAsync(cancellation))
            if (listed.Process.Kind == letters.Kind
                && await store.ReadAsync(listed.Process, cancellation) is { } found
                && codec.ReadState(found.Head.State) is DeadLetter.Waiting waiting)
                yield return new WaitingLetter(listed.Process.Id, waiting.Message, waiting.At);
    }

    /// <summary>
    /// Sends the letter's knock anew; what is no wake-up is only put away. Sent before it is written down: sent twice
    /// does no harm.
    /// </summary>
    public async Task ReplayAsync(WaitingLetter letter, Actor by, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (letter.Message.Knock is { } knock)
            await wakeups.SendAsync(new Wakeup(new ProcessId(knock.Process), knock.Version, now, now), cancellation);
        await letters.HandleAsync(letter.Id, new DeadLetterCommand.Replay(by, now), inputs: [], cancellation);
    }
}

/// <param name="Id">As people call it.</param>
public sealed record WaitingLetter(string Id, DeadMessage Message, DateTimeOffset At);
