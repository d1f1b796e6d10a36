using System.Collections.Immutable;
using Amqp.Framing;
using Amqp.Types;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What a receiver adds to a message when it gives it back or makes it a dead letter.</summary>
static class AddedProperties
{
    public static ImmutableDictionary<string, object> None => ImmutableDictionary<string, object>.Empty;

    public static ImmutableDictionary<string, object> From(Modified modified) => All(modified.MessageAnnotations);

    public static ImmutableDictionary<string, object> From(Rejected rejected)
    {
        var added = All(rejected.Error?.Info);
        if (added.ContainsKey(DeadLetterReason.Reason) || rejected.Error?.Condition is not { } condition)
            return added;
        return condition == DeadLetterReason.Condition
            ? added
            : added.Add(DeadLetterReason.Reason, condition.ToString())
                .SetItem(DeadLetterReason.Description, rejected.Error.Description ?? "");
    }

    // Some clients use texts as keys where symbols belong, and the map's indexer throws on those.
    static ImmutableDictionary<string, object> All(Fields? fields) => fields is null
        ? None
        : ((IDictionary<object, object>)fields).Where(pair => pair.Value is not null)
            .ToImmutableDictionary(pair => pair.Key.ToString()!, pair => pair.Value);
}
