namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Counts the invocations in flight.</summary>
sealed class UnderWayCount
{
    int _count;

    public int Value => Volatile.Read(ref _count);

    /// <summary>One more, until what is returned is disposed.</summary>
    public IDisposable Begin()
    {
        Interlocked.Increment(ref _count);
        return new Begun(this);
    }

    sealed class Begun(UnderWayCount counter) : IDisposable
    {
        int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) == 0)
                Interlocked.Decrement(ref counter._count);
        }
    }
}
