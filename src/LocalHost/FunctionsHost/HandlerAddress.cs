namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Where the handler answers, for those who wait for it. Thread-safe.</summary>
sealed class HandlerAddress
{
    readonly Lock _gate = new();
    TaskCompletionSource<Uri> _known = NotKnown();

    /// <summary>Null while it is not known.</summary>
    public Uri? Current
    {
        get
        {
            lock (_gate)
                return _known.Task.IsCompleted ? _known.Task.Result : null;
        }
    }

    public Task KnownAsync(CancellationToken cancellation)
    {
        lock (_gate)
            return _known.Task.WaitAsync(cancellation);
    }

    public void Set(Uri address)
    {
        Clear();
        lock (_gate)
            _known.TrySetResult(address);
    }

    public void Clear()
    {
        lock (_gate)
            _known = _known.Task.IsCompleted ? NotKnown() : _known;
    }

    static TaskCompletionSource<Uri> NotKnown() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
