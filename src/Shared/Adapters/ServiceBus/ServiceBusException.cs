using System.Net.Sockets;
using Amqp;
using Amqp.Framing;

namespace OnCall.Adapters.ServiceBus;

/// <summary>What the bus refused, or why it could not be asked.</summary>
public sealed class ServiceBusException : Exception
{
    const string Unauthorized = ErrorCode.UnauthorizedAccess;

    // Conditions that another connection does not cure: what is wrong is the request or the permission.
    static readonly HashSet<string> Final = new(StringComparer.Ordinal)
    {
        Unauthorized,
        ErrorCode.NotFound.ToString(),
        ErrorCode.NotAllowed.ToString(),
        ErrorCode.NotImplemented.ToString(),
        ErrorCode.InvalidField.ToString(),
        ErrorCode.MessageSizeExceeded.ToString(),
        "com.microsoft:argument-error",
        "com.microsoft:entity-disabled",
    };

    readonly string? _condition;

    public ServiceBusException(string message, bool isTransient = false, Exception? inner = null)
        : base(message, inner) => IsTransient = isTransient;

    ServiceBusException(string doing, Error error, Exception? inner = null)
        : this($"{doing}: {error.Condition}: {error.Description}", IsCurable(error), inner) =>
        _condition = error.Condition?.ToString();

    /// <summary>True when the same call may succeed on another connection.</summary>
    public bool IsTransient { get; }

    internal static ServiceBusException From(string doing, Error? error) => error is null
        ? new($"{doing}: the peer closed without saying why.", isTransient: true)
        : new(doing, error);

    /// <summary>Attaching again puts a fresh token, and that cures a lost permission.</summary>
    internal ServiceBusException OnAttachedLink() =>
        _condition == Unauthorized ? new(Message, isTransient: true, this) : this;

    internal static ServiceBusException From(string doing, Exception exception) => exception switch
    {
        ServiceBusException known => known,
        AmqpException { Error: { } error } => new(doing, error, exception),
        TimeoutException => new($"{doing}: no answer within the time limit.", isTransient: true, exception),
        SocketException socket => new($"{doing}: {socket.SocketErrorCode}.", isTransient: true, exception),
        _ => new($"{doing}: {exception.Message}", isTransient: true, exception),
    };

    static bool IsCurable(Error error) => error.Condition is null || !Final.Contains(error.Condition.ToString());
}
