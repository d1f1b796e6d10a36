namespace OnCall.LocalHost.ServiceBus;

/// <summary>The ids of what was sent within the window, whatever became of it since.</summary>
sealed class DuplicateHistory(TimeSpan window)
{
    readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    readonly Queue<(string MessageId, DateTimeOffset At)> _inOrder = new();

    public int Count => _inOrder.Count;

    public IEnumerable<(string MessageId, DateTimeOffset At)> InOrder => _inOrder;

    /// <summary>False for a duplicate.</summary>
    public bool TryAdd(string messageId, DateTimeOffset now)
    {
        while (_inOrder.TryPeek(out var oldest) && oldest.At + window <= now)
            _ids.Remove(_inOrder.Dequeue().MessageId);
        if (!_ids.Add(messageId))
            return false;
        _inOrder.Enqueue((messageId, now));
        return true;
    }
}
