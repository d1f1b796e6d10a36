using System.Security.Cryptography;
using System.Text;
using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Text;
using OnCall.Core.DeadLetters;
using OnCall.Engine.DeadLetters;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.WakeupDeadLetter;

/// <summary>Hands a dead letter to the box, and has it announced. Whatever is in it: a dead letter cannot be refused.</summary>
sealed partial class DeadLetterIntake(DeadLetterBox box, DeadLetterWatch watch, ILogger<DeadLetterIntake> log)
{
    const int MaxBodyLength = 2000;
    const int MaxWhyLength = 500;

    /// <summary>Short enough to be typed, long enough that two never share one.</summary>
    const int IdLength = 16;

    public async Task TakeAsync(QueuedMessage message, CancellationToken cancellation)
    {
        var id = IdOf(message);
        var dead = new DeadMessage(
            KnockIn(message.Body),
            Shortened.To(message.Body, MaxBodyLength),
            message.DeadLetterReason is { } why ? Shortened.To(why, MaxWhyLength) : null);
        LogDied(id, dead.Knock?.Process ?? "nobody that can be read", dead.Why ?? "no reason given");
        await box.RecordAsync(id, dead, cancellation);
        await watch.TellAsync(cancellation);
    }

    static string IdOf(QueuedMessage message) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageId ?? message.Body)))[..IdLength];

    static DeadKnock? KnockIn(string body)
    {
        try
        {
            var wakeup = WakeupMessage.Read(Encoding.UTF8.GetBytes(body));
            return new DeadKnock(wakeup.Process.Value, wakeup.Version);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A wake-up for {Process} is the dead letter {Id}: {Why}")]
    partial void LogDied(string id, string process, string why);
}
