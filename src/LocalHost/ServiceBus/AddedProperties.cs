using System.Collections.Immutable;
using Amqp.Framing;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What a receiver adds to a message when it gives it back or makes it a dead letter.</summary>
static class AddedProperties
{
    public static ImmutableDictionary<string, object> None => ImmutableDictionary<string, object>.Empty;

    public static ImmutableDictionary<string, object> From(Modified modified) => From(modified.MessageAnnotations);

    public static ImmutableDictionary<string, object> From(Rejected rejected)
    {
        var added = From(rejected.Error?.Info);
        if (added.ContainsKey(DeadLetterReason.Reason) || rejected.Error?.Condition is not { } condition)
            return added;
        return condition == DeadLetterReason.Condition
            ? added
            : added.Add(DeadLetterReason.Reason, condition.ToString())
                .SetItem(DeadLetterReason.Description, rejected.Error.Description ?? "");
    }

    // Some clients use texts as keys where symbols belong, and the map's indexer throws on those.
    public static ImmutableDictionary<string, object> From(IDictionary<object, object>? map) => map is null
        ? None
        : map.Where(pair => pair.Value is not null)
            .ToImmutableDictionary(pair => pair.Key.ToString()!, pair => pair.Value);
}
