namespace OnCall.LocalHost.ServiceBus;

/// <summary>The messages that somebody has for himself, and until when.</summary>
sealed class MessageLocks
{
    readonly Dictionary<Guid, LockedMessage> _locked = [];
    readonly SortedSet<(DateTimeOffset Until, Guid Token)> _byEnd = [];

    public int Count => _locked.Count;

    public IEnumerable<StoredMessage> Messages => _locked.Values.Select(locked => locked.Message);

    public DateTimeOffset? NextEnd => _byEnd.Count == 0 ? null : _byEnd.Min.Until;

    public void Add(LockedMessage locked)
    {
        _locked.Add(locked.Token, locked);
        _byEnd.Add((locked.Until, locked.Token));
    }

    /// <summary>Null when the lock was lost.</summary>
    public StoredMessage? Remove(Guid token)
    {
        if (!_locked.Remove(token, out var locked))
            return null;
        _byEnd.Remove((locked.Until, token));
        return locked.Message;
    }

    public bool Has(Guid token) => _locked.ContainsKey(token);

    public void Renew(Guid token, DateTimeOffset until) =>
        Add(new LockedMessage(token, Remove(token) ?? throw new KeyNotFoundException("The lock is lost."), until));

    /// <summary>One whose lock has run out, and has it no more.</summary>
    public StoredMessage? RemoveLapsed(DateTimeOffset now) => NextEnd <= now ? Remove(_byEnd.Min.Token) : null;
}
