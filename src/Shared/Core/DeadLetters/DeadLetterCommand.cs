using OnCall.Core.Effects;
using OnCall.Core.Processes;

namespace OnCall.Core.DeadLetters;

public abstract record DeadLetterCommand(DateTimeOffset Now)
{
    public sealed record Record(DeadMessage Message, DateTimeOffset Now) : DeadLetterCommand(Now);

    /// <summary>It was sent anew, or somebody has seen that there is nothing to send.</summary>
    public sealed record Replay(Actor By, DateTimeOffset Now) : DeadLetterCommand(Now);

    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : DeadLetterCommand(Now);

    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : DeadLetterCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : DeadLetterCommand(Now);
}
