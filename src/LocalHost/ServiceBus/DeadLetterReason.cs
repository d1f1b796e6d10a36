using System.Collections.Immutable;
using System.Globalization;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>Why a message is a dead letter: two application properties that every client knows.</summary>
static class DeadLetterReason
{
    public const string Condition = "com.microsoft:dead-letter";
    public const string Reason = "DeadLetterReason";
    public const string Description = "DeadLetterErrorDescription";

    public static readonly ImmutableDictionary<string, object> Expired =
        Because("TTLExpiredException", "The message expired and was dead lettered.");

    public static ImmutableDictionary<string, object> TooMany(int deliveries) =>
        Because("MaxDeliveryCountExceeded", string.Create(CultureInfo.InvariantCulture,
            $"Message could not be consumed after {deliveries} delivery attempts."));

    public static ImmutableDictionary<string, object> Because(string reason, string description) =>
        AddedProperties.None.Add(Reason, reason).Add(Description, description);
}
