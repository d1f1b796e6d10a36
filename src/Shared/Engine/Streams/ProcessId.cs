namespace OnCall.Engine.Streams;

/// <summary>
/// A process: <c>incident-PGR0VU2</c>. It is the partition key of the process's rows, so it keeps Table
/// Storage's rules for keys: no <c>/ \ # ?</c>, no control characters, and here at most
/// <see cref="MaxLength"/> characters.
/// </summary>
public readonly record struct ProcessId
{
    public const int MaxLength = 200;

    public string Value { get; }

    /// <exception cref="ArgumentException">Table Storage would refuse the id as a key.</exception>
    public ProcessId(string value)
    {
        if (!StorageKey.IsValid(value, MaxLength) || !value.Contains('-', StringComparison.Ordinal))
            throw new ArgumentException(
                $"'{value}' cannot name a process: write <kind>-<id>, at most {MaxLength} characters without / \\ # ?.", nameof(value));
        Value = value;
    }

    /// <param name="kind">The decider's kind: "incident".</param>
    /// <param name="id">A neighbour's id; what a key may not hold is escaped.</param>
    public static ProcessId Of(string kind, string id) => new($"{kind}-{StorageKey.Escape(id)}");

    /// <summary>What stands behind the kind: a neighbour's id, escaped where a key demands it.</summary>
    public string Id => Value[(Kind.Length + 1)..];

    public string Kind => Value[..Value.IndexOf('-', StringComparison.Ordinal)];

    public override string ToString() => Value;
}
