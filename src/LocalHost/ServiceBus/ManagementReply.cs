using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>An answer of a queue's management node: a status, and what was asked for or what went wrong.</summary>
sealed record ManagementReply(int Status, string Description)
{
    public const string LockLost = "com.microsoft:message-lock-lost";
    public const string LockLostDescription =
        "The lock supplied is invalid. Either it has expired, or the message was already settled.";

    public static readonly ManagementReply Done = new(200, "OK");
    public static readonly ManagementReply NothingThere = new(204, "There are no messages.");
    public static readonly ManagementReply Lost = new(410, LockLostDescription) { Condition = LockLost };
    public static readonly ManagementReply NotFound = new(404, "There is no such message.")
    {
        Condition = "com.microsoft:message-not-found",
    };

    public string? Condition { get; init; }

    public Map? Body { get; init; }

    public static ManagementReply With(string name, object value) => Done with { Body = new Map { [name] = value } };

    public static ManagementReply BadArgument(string description) =>
        new(400, description) { Condition = "com.microsoft:argument-error" };

    public static ManagementReply TooLarge(string description) =>
        new(403, description) { Condition = ErrorCode.MessageSizeExceeded };

    public static ManagementReply Unknown(string? operation) =>
        new(501, $"The embedded Service Bus has no operation '{operation}'.") { Condition = ErrorCode.NotImplemented };

    public Message ToMessage()
    {
        var message = new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["statusCode"] = Status,
                ["statusDescription"] = Description,
            },
            BodySection = new AmqpValue { Value = Body },
        };
        if (Condition is not null)
            message.ApplicationProperties["errorCondition"] = new Symbol(Condition);
        return message;
    }
}
