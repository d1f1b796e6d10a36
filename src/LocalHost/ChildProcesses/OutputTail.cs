namespace OnCall.LocalHost.ChildProcesses;

/// <summary>The last lines that a program wrote: what a person needs when it ends unexpectedly.</summary>
sealed class OutputTail
{
    const int MaxLines = 20;
    readonly Lock _gate = new();
    readonly Queue<string> _lines = [];

    public void Add(string line)
    {
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
                _lines.Dequeue();
        }
    }

    public override string ToString()
    {
        lock (_gate)
            return _lines.Count == 0 ? "(it wrote nothing)" : string.Join('\n', _lines);
    }
}
