using System.Collections.Concurrent;
using Amqp;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>
/// What each connection may touch, and until when. The library wants an attach answered inside its callback, so
/// this is read from any thread; it is written in the broker's actor only.
/// </summary>
sealed class Grants(TimeProvider clock)
{
    readonly ConcurrentDictionary<(Connection Connection, string Path), DateTimeOffset> _until = new();
    readonly HashSet<Connection> _known = [];

    /// <summary>Asked after every message, so it is kept and not looked for.</summary>
    public DateTimeOffset? NextExpiry { get; private set; }

    public void Add(Connection connection, string path, DateTimeOffset until)
    {
        _known.Add(connection);
        _until[(connection, path)] = until;
        FindNextExpiry();
    }

    /// <summary>It has shown a good token once, whatever became of that since.</summary>
    public bool Knows(Connection connection) => _known.Contains(connection);

    public void Remove(Connection connection)
    {
        _known.Remove(connection);
        foreach (var key in _until.Keys.Where(key => ReferenceEquals(key.Connection, connection)))
            _until.TryRemove(key, out _);
        FindNextExpiry();
    }

    /// <summary>True when something expired.</summary>
    public bool RemoveExpired()
    {
        var now = clock.GetUtcNow();
        var expired = _until.Where(grant => grant.Value <= now).Select(grant => grant.Key).ToList();
        foreach (var key in expired)
            _until.TryRemove(key, out _);
        FindNextExpiry();
        return expired.Count > 0;
    }

    /// <summary>A token for a queue is good for what is under it, too: its dead letters and its management.</summary>
    public bool Allow(Connection connection, string address)
    {
        var now = clock.GetUtcNow();
        return _until.Any(grant => ReferenceEquals(grant.Key.Connection, connection)
            && EntityPath.Covers(grant.Key.Path, address)
            && grant.Value > now);
    }

    void FindNextExpiry() => NextExpiry = _until.IsEmpty ? null : _until.Values.Min();
}
