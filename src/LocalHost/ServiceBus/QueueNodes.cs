namespace OnCall.LocalHost.ServiceBus;

/// <summary>All queues and their dead letters, by path. What there is never changes.</summary>
sealed class QueueNodes
{
    readonly Dictionary<string, QueueNode> _nodes = new(StringComparer.Ordinal);

    /// <param name="changed">Told what has to be there again after a restart.</param>
    public QueueNodes(IEnumerable<QueueOptions> queues, TimeProvider clock, Action<QueueChange> changed)
    {
        foreach (var options in queues.Select(queue => queue with { Name = EntityPath.Of(queue.Name) }))
        {
            var deadLetters = new BrokerQueue(options.ForDeadLetters, deadLetters: null, changed);
            var queue = new BrokerQueue(options, deadLetters, changed);
            _nodes.Add(queue.Name, new(queue, clock));
            _nodes.Add(deadLetters.Name, new(deadLetters, clock));
        }
    }

    public DateTimeOffset? NextDue => _nodes.Values.Select(node => node.Queue.NextDue).Min();

    public IReadOnlyDictionary<string, QueueNode> All => _nodes;

    public QueueNode? Find(string path) => _nodes.GetValueOrDefault(path);

    /// <summary>Dead letters are not under way while nobody receives them.</summary>
    public int UnderWay(DateTimeOffset now) =>
        _nodes.Where(node => !EntityPath.IsDeadLetters(node.Key) || node.Value.HasReceivers).Sum(node => node.Value.Queue.UnderWay(now));

    /// <summary>How many changes the snapshot has.</summary>
    public int Living => _nodes.Values.Sum(node => node.Queue.Living);

    public IEnumerable<QueueChange> Snapshot() => _nodes.Values.SelectMany(node => node.Queue.Snapshot());

    /// <summary>A queue that is no more takes its messages with it.</summary>
    public void Restore(QueueChange change) => Find(change.Queue)?.Queue.Restore(change);

    public void Advance()
    {
        foreach (var node in _nodes.Values)
            node.UpToDate();
    }

    /// <summary>What can go out goes out.</summary>
    public void Deliver()
    {
        foreach (var node in _nodes.Values)
            node.Deliver();
    }
}
