using OnCall.Core.Effects;

namespace OnCall.Core.Notices;

public abstract record NoticeCommand(DateTimeOffset Now)
{
    /// <param name="What">What is so, in a sentence. While it stands, the same sentence is not said again.</param>
    /// <param name="Advice">What it means and what to do. Another advice alone is not worth another message.</param>
    public sealed record Announce(string What, string Advice, DateTimeOffset Now) : NoticeCommand(Now)
    {
        /// <summary>For what comes in floods: so long after an announcement another sentence is not said either.</summary>
        public TimeSpan QuietFor { get; init; }
    }

    /// <summary>It is no longer so.</summary>
    public sealed record Settle(DateTimeOffset Now) : NoticeCommand(Now);

    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : NoticeCommand(Now);

    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : NoticeCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : NoticeCommand(Now);
}
