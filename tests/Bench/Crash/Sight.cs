using System.Net;
using OnCall.LocalHost.PagerDuty;
using OnCall.LocalHost.Slack;

namespace OnCall.Bench.Crash;

/// <summary>What one of the neighbours received or sent about an incident.</summary>
abstract record Sight(DateTimeOffset At)
{
    /// <summary>What happened to PagerDuty's incident: a page, a note, an acknowledgement.</summary>
    public sealed record InPagerDuty(IncidentHappening Happening) : Sight(Happening.At)
    {
        public override string ToString() => $"{Happening.EventType}: {Happening.Sentence}";
    }

    public sealed record Called(PagerDutyCall Call) : Sight(Call.At)
    {
        public override string ToString() => Call.ToString();
    }

    public sealed record Webhook(WebhookAttempt Attempt) : Sight(Attempt.At)
    {
        public bool IsTaken =>
            Attempt.Status is >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices;

        public override string ToString() =>
            $"webhook {Attempt.EventType} → {Attempt.Status?.ToString() ?? "no answer"}";
    }

    /// <param name="Effect">The id in the message's metadata: process, version, index.</param>
    public sealed record Posted(PostedMessage Message, string Effect) : Sight(Message.ReceivedAt)
    {
        public string Text => Message.Text;

        public override string ToString() => $"Slack {Effect} ts {Message.Ts} thread {Message.ThreadTs}: {Text}";
    }
}
