namespace OnCall.Engine.Reconcile;

/// <summary>What a neighbour has, or why it is not known.</summary>
public abstract record Listing<T>
{
    Listing() { }

    public sealed record Read(IReadOnlyList<T> Items) : Listing<T>;

    /// <summary>Nothing follows from it: what was not read is neither fine nor wrong.</summary>
    public sealed record NotRead(string Why) : Listing<T>;
}
