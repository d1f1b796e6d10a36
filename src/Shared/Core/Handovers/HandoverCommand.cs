using OnCall.Core.Effects;

namespace OnCall.Core.Handovers;

/// <summary>What is asked of a handover. Every command carries the time at which it is asked.</summary>
public abstract record HandoverCommand(DateTimeOffset Now)
{
    /// <summary>There will be a handover at <paramref name="At"/>.</summary>
    public sealed record Plan(DateTimeOffset At, DateTimeOffset Now) : HandoverCommand(Now);

    /// <summary>Is a reminder due? This is the draft for it.</summary>
    public sealed record Remind(HandoverNote Draft, DateTimeOffset Now) : HandoverCommand(Now);

    /// <param name="Note">As it was read just now.</param>
    public sealed record Begin(HandoverNote Note, UnfinishedHandover? Unfinished, DateTimeOffset Now) : HandoverCommand(Now);

    /// <summary>Sections whose source did not answer before were read again.</summary>
    public sealed record Fill(IReadOnlyList<NotePart> Parts, DateTimeOffset Now) : HandoverCommand(Now);

    /// <summary>Is the incoming primary still the same?</summary>
    public sealed record Look(DateTimeOffset Now) : HandoverCommand(Now);

    /// <param name="SlackUser">Whoever gave the 👍.</param>
    /// <param name="At">When; as Slack dates it where it does.</param>
    public sealed record ThumbsUp(string SlackUser, DateTimeOffset At, DateTimeOffset Now) : HandoverCommand(Now);

    /// <param name="Texts">Only what was changed; an empty text takes it back.</param>
    /// <param name="Remarks">Null when it was not changed.</param>
    public sealed record Edit(
        string SlackUser, IReadOnlyList<EditedText> Texts, string? Remarks, DateTimeOffset Now) : HandoverCommand(Now);

    /// <summary>Somebody wants to write the note. Whoever may is not recorded, whoever may not is.</summary>
    public sealed record AskToEdit(string SlackUser, DateTimeOffset Now) : HandoverCommand(Now);

    public sealed record Refuse(Effect Effect, string Why, DateTimeOffset Now) : HandoverCommand(Now);

    public sealed record Overtaken(Effect Effect, string Why, DateTimeOffset Now) : HandoverCommand(Now);

    public sealed record WakeUp(DateTimeOffset Now) : HandoverCommand(Now);
}

public sealed record EditedText(NoteSection Section, string Text);
