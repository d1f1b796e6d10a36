namespace OnCall.LocalHost.ServiceBus;

/// <summary>All that has to be there again after a restart: the messages, the ids seen, the numbers given.</summary>
/// <param name="changed">Told of every change, so that it can be kept.</param>
sealed class QueueMemory(QueueOptions options, Action<QueueChange> changed)
{
    readonly DuplicateHistory? _history = options.DuplicateWindow is { } window ? new(window) : null;
    long _lastSequenceNumber;

    public MessageShelf Shelf { get; } = new(options.Name, changed);

    public long NextSequenceNumber() => ++_lastSequenceNumber;

    public bool IsDuplicate(string messageId, DateTimeOffset now)
    {
        if (_history is null)
            return false;
        if (!_history.TryAdd(messageId, now))
            return true;
        changed(new QueueChange.Seen(options.Name, messageId, now));
        return false;
    }

    /// <summary>How many changes the snapshot has.</summary>
    public int Living => 1 + (_history?.Count ?? 0) + Shelf.Count;

    public IEnumerable<QueueChange> Snapshot() =>
    [
        new QueueChange.Numbered(options.Name, _lastSequenceNumber),
        .. (_history?.InOrder ?? []).Select(seen => new QueueChange.Seen(options.Name, seen.MessageId, seen.At)),
        .. Shelf.All.Select(message => new QueueChange.Kept(options.Name, message)),
    ];

    /// <summary>Makes a change again that was told before.</summary>
    public void Restore(QueueChange change)
    {
        switch (change)
        {
            case QueueChange.Kept(_, var message):
                Shelf.Show(message);
                _lastSequenceNumber = Math.Max(_lastSequenceNumber, message.SequenceNumber);
                break;
            case QueueChange.Gone(_, var number):
                Shelf.Forget(number);
                break;
            case QueueChange.Seen(_, var messageId, var at):
                _history?.TryAdd(messageId, at);
                break;
            case QueueChange.Numbered(_, var last):
                _lastSequenceNumber = Math.Max(_lastSequenceNumber, last);
                break;
        }
    }
}
