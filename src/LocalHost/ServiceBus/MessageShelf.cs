namespace OnCall.LocalHost.ServiceBus;

/// <summary>The messages of one queue, by number and by what they wait for.</summary>
/// <param name="changed">Told what has to be there again after a restart.</param>
sealed class MessageShelf(string queue, Action<QueueChange> changed)
{
    readonly Dictionary<long, StoredMessage> _messages = [];
    readonly SortedSet<long> _numbers = [];
    // Abandoned messages come back to their old place, so the order is by number, not by arrival.
    readonly SortedSet<long> _active = [];
    readonly SortedSet<long> _deferred = [];
    readonly SortedSet<(DateTimeOffset At, long Number)> _scheduled = [];
    readonly SortedSet<(DateTimeOffset At, long Number)> _expiring = [];

    public int Count => _messages.Count;

    public IEnumerable<StoredMessage> All => From(0);

    public IEnumerable<StoredMessage> Active => _active.Select(number => _messages[number]);

    public IEnumerable<StoredMessage> Deferred => _deferred.Select(number => _messages[number]);

    public IEnumerable<StoredMessage> Scheduled => _scheduled.Select(entry => _messages[entry.Number]);

    public int ActiveCount => _active.Count;

    public StoredMessage? FirstActive => _active.Count == 0 ? null : _messages[_active.Min];

    public DateTimeOffset? NextDue => new[] { First(_scheduled)?.ScheduledFor, First(_expiring)?.ExpiresAt }.Min();

    public StoredMessage? FirstDue(DateTimeOffset now) =>
        First(_scheduled) is { } first && first.ScheduledFor <= now ? first : null;

    public StoredMessage? FirstExpired(DateTimeOffset now) =>
        First(_expiring) is { } first && first.ExpiresAt <= now ? first : null;

    /// <summary>Null when it is not deferred, or somebody has it for himself.</summary>
    public StoredMessage? FindDeferred(long number) => _deferred.Contains(number) ? _messages[number] : null;

    public StoredMessage? FindScheduled(long number) =>
        _messages.GetValueOrDefault(number) is { State: MessageState.Scheduled } scheduled ? scheduled : null;

    /// <summary>All from this number on, also those that somebody has for himself.</summary>
    public IEnumerable<StoredMessage> From(long number) =>
        _numbers.GetViewBetween(number, long.MaxValue).Select(number => _messages[number]);

    /// <summary>Keeps a new message, or one that has changed.</summary>
    public void Put(StoredMessage message)
    {
        Show(message);
        changed(new QueueChange.Kept(queue, message));
    }

    public void Remove(long number)
    {
        Forget(number);
        changed(new QueueChange.Gone(queue, number));
    }

    /// <summary>Somebody has it for himself: it is there, and waits for nothing.</summary>
    public void Hide(StoredMessage message)
    {
        var number = message.SequenceNumber;
        _active.Remove(number);
        _deferred.Remove(number);
        if (message.ScheduledFor is { } scheduledFor)
            _scheduled.Remove((scheduledFor, number));
        if (message.ExpiresAt is { } expiresAt)
            _expiring.Remove((expiresAt, number));
    }

    /// <summary>As <see cref="Put"/>, but nobody has to be told: it was kept before.</summary>
    public void Show(StoredMessage message)
    {
        var number = message.SequenceNumber;
        Forget(number);
        _messages.Add(number, message);
        _numbers.Add(number);
        _ = message.State switch
        {
            MessageState.Scheduled => _scheduled.Add((message.ScheduledFor!.Value, number)),
            MessageState.Deferred => _deferred.Add(number),
            _ => _active.Add(number),
        };
        // As in Azure: what is put aside does not expire, and what is scheduled has not begun to live.
        if (message is { State: MessageState.Active, ExpiresAt: { } expiresAt })
            _expiring.Add((expiresAt, number));
    }

    /// <summary>As <see cref="Remove"/>, but nobody has to be told.</summary>
    public void Forget(long number)
    {
        if (!_messages.Remove(number, out var message))
            return;
        _numbers.Remove(number);
        Hide(message);
    }

    StoredMessage? First(SortedSet<(DateTimeOffset At, long Number)> waiting) =>
        waiting.Count == 0 ? null : _messages[waiting.Min.Number];
}
