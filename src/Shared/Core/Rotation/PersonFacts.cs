using OnCall.Core.Policy;

namespace OnCall.Core.Rotation;

/// <summary>What a neighbour said when asked about somebody.</summary>
public abstract record Fact
{
    Fact() { }

    public sealed record Yes : Fact;

    public sealed record No : Fact;

    /// <summary>They know the id, and yet nobody is reached by it.</summary>
    /// <param name="Why">In the middle of a sentence: "is deactivated".</param>
    public sealed record Unfit(string Why) : Fact;

    /// <summary>Not an answer: what could not be read is neither yes nor no.</summary>
    public sealed record NotRead(string Why) : Fact;
}

/// <summary>Whether the neighbours know somebody by what the policy calls them.</summary>
public sealed record PersonFacts(PersonId Person, Fact SlackKnows, Fact PagerDutyKnows, Fact PagerDutyKnowsEmail);
