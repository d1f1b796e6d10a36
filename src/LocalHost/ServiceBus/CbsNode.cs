using Amqp;
using Amqp.Framing;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>The node <c>$cbs</c>: takes tokens and answers each with a status.</summary>
sealed class CbsNode(EmbeddedServiceBusOptions options, TimeProvider clock, Grants grants)
{
    public const string Address = "$cbs";

    const int Accepted = 202;
    const int BadRequest = 400;
    const int Unauthorized = 401;

    public Message Reply(Connection connection, Message request)
    {
        var (status, description) = PutToken(connection, request);
        var reply = new Message
        {
            ApplicationProperties = new ApplicationProperties
            {
                ["status-code"] = status,
                ["status-description"] = description,
            },
            BodySection = new AmqpValue(),
        };
        if (status == Unauthorized)
            reply.ApplicationProperties["error-condition"] = new Symbol(ErrorCode.UnauthorizedAccess);
        return reply;
    }

    (int Status, string Description) PutToken(Connection connection, Message request)
    {
        var asked = request.ApplicationProperties;
        if (asked?["operation"] as string != "put-token" || asked["type"] is not string type
            || asked["name"] is not string audience || request.Body is not string token)
            return (BadRequest, "A put-token has a type, a name, and the token as its value.");

        var verdict = TokenCheck.Check(new(type, audience, token), options, clock.GetUtcNow());
        if (verdict.Until is not { } until)
            return (Unauthorized, verdict.Reason);
        grants.Add(connection, EntityPath.Of(audience), until);
        return (Accepted, verdict.Reason);
    }
}
