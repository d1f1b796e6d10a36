using System.Collections.Immutable;
using System.Globalization;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>Why a message is a dead letter: two application properties that every client knows.</summary>
static class DeadLetterReason
{
    public const string Condition = "com.microsoft:dead-letter";
    public const string Reason = "DeadLetterReason";
    public const string Description = "DeadLetterErrorDescription";

    public static ImmutableDictionary<string, object> TooMany(int deliveries) => new Dictionary<string, object>
    {
        [Reason] = "MaxDeliveryCountExceeded",
        [Description] = string.Create(CultureInfo.InvariantCulture,
            $"Message could not be consumed after {deliveries} delivery attempts."),
    }.ToImmutableDictionary();
}
