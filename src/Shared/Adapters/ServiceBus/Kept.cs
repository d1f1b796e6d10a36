namespace OnCall.Adapters.ServiceBus;

/// <summary>
/// Keeps one thing open. Many callers share one opening; what was lost, or failed to open, is opened anew by
/// whoever asks next.
/// </summary>
sealed class Kept<T>(Func<Task<T>> openAsync, Func<T, bool> isOpen) where T : class
{
    readonly Lock _gate = new();
    Task<T>? _opening;
    bool _closed;

    /// <summary>Null before the first opening, while one goes on, and after a failed one.</summary>
    public T? Current
    {
        get
        {
            lock (_gate)
                return _opening is { IsCompletedSuccessfully: true } ? _opening.Result : null;
        }
    }

    /// <summary>The wait can be cancelled; the opening goes on for the others.</summary>
    public Task<T> GetAsync(CancellationToken cancellation)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(T));
            if (_opening is null || IsOver(_opening))
                _opening = Task.Run(openAsync, CancellationToken.None);
            return _opening.WaitAsync(cancellation);
        }
    }

    /// <summary>Forgets what turned out to be broken. Of many who notice, only the first gets true.</summary>
    public bool Forget(T broken)
    {
        lock (_gate)
        {
            if (_opening is not { IsCompletedSuccessfully: true } || !ReferenceEquals(_opening.Result, broken))
                return false;
            _opening = null;
            return true;
        }
    }

    /// <summary>Opens nothing any more; returns what is open, or opening, for closing it.</summary>
    public Task<T>? Close()
    {
        lock (_gate)
        {
            _closed = true;
            return _opening;
        }
    }

    bool IsOver(Task<T> opening) =>
        opening.IsCompleted && !(opening.IsCompletedSuccessfully && isOpen(opening.Result));
}
