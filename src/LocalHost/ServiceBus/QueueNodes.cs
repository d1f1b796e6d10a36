namespace OnCall.LocalHost.ServiceBus;

/// <summary>All queues and their dead letters, by path. What there is never changes.</summary>
sealed class QueueNodes
{
    readonly Dictionary<string, QueueNode> _nodes = new(StringComparer.Ordinal);

    public QueueNodes(IEnumerable<QueueOptions> queues, TimeProvider clock, Action changed)
    {
        foreach (var options in queues)
        {
            var path = EntityPath.Of(options.Name);
            var deadLetters = new BrokerQueue(
                $"{path}/{EntityPath.DeadLetters}", options.LockDuration, int.MaxValue, deadLetters: null);
            var queue = new BrokerQueue(path, options.LockDuration, options.MaxDeliveryCount, deadLetters);
            _nodes.Add(queue.Name, new(queue, clock, changed));
            _nodes.Add(deadLetters.Name, new(deadLetters, clock, changed));
        }
    }

    public DateTimeOffset? NextDue => _nodes.Values.Select(node => node.Queue.NextDue).Min();

    public QueueNode? Find(string path) => _nodes.GetValueOrDefault(path);

    /// <summary>Dead letters are not under way: nobody works on them.</summary>
    public int UnderWay(DateTimeOffset now) =>
        _nodes.Where(node => !EntityPath.IsDeadLetters(node.Key)).Sum(node => node.Value.Queue.UnderWay(now));

    /// <summary>What is due happens, and what can go out goes out.</summary>
    public void Advance()
    {
        foreach (var node in _nodes.Values)
            node.Advance();
        foreach (var node in _nodes.Values)
            node.Deliver();
    }
}
