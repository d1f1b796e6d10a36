using Cronos;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>A function as its function.json declares it, checked and with its settings filled in.</summary>
public abstract record FunctionDeclaration
{
    FunctionDeclaration(string name) => Name = name;

    /// <summary>The name of its folder.</summary>
    public string Name { get; }

    /// <param name="Route">Without the prefix of host.json.</param>
    /// <param name="Methods">In capitals; empty means every method.</param>
    public sealed record OverHttp(string Name, string Route, IReadOnlyList<string> Methods, AuthLevel AuthLevel)
        : FunctionDeclaration(Name);

    public sealed record OnTimer(string Name, string Binding, CronExpression Schedule) : FunctionDeclaration(Name);

    /// <param name="Connection">The name of the setting that holds the connection.</param>
    public sealed record OnMessages(string Name, string Binding, string Queue, string Connection)
        : FunctionDeclaration(Name);
}

/// <summary>What a caller of an HTTP function has to show; Function when nothing is said.</summary>
public enum AuthLevel
{
    Function,
    Anonymous,
    Admin,
}
