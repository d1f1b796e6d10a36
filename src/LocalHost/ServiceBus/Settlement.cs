namespace OnCall.LocalHost.ServiceBus;

/// <summary>What a receiver does with a message that it has for itself.</summary>
public enum Settlement
{
    Complete,

    /// <summary>It comes again, and has used up one of its tries.</summary>
    Abandon,

    /// <summary>Nobody looked at it: it comes again with as many tries as before.</summary>
    Release,
}
