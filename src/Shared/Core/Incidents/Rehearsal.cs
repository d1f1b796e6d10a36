namespace OnCall.Core.Incidents;

/// <summary>Who would be paged, and when, if it paged now and nobody acknowledged.</summary>
/// <param name="Pages">In their order.</param>
/// <param name="Skipped">Levels on which nobody else stands.</param>
/// <param name="ExhaustedAt">When nobody is left to page.</param>
public sealed record Rehearsal(
    DateTimeOffset Start, IReadOnlyList<RehearsedPage> Pages, IReadOnlyList<EscalationRole> Skipped, DateTimeOffset ExhaustedAt)
{
    /// <summary>Who stands on a level is asked for the moment at which it would be paged: a handover may lie in between.</summary>
    public static Rehearsal Of(EscalationChain chain, DateTimeOffset now)
    {
        List<RehearsedPage> pages = [new(now, chain.Primary(now), now + chain.AcknowledgeWithin(level: 1))];
        List<EscalationRole> skipped = [];
        for (var level = 2; level <= chain.Levels; level++)
        {
            var (last, due) = (pages[^1].Responder, pages[^1].AckBy);
            if (chain.ResponderAt(level, due) is { } next && next.Person.Id != last.Person.Id)
                pages.Add(new(due, next, due + chain.AcknowledgeWithin(level)));
            else
                skipped.Add(chain.RoleAt(level));
        }

        return new Rehearsal(now, pages, skipped, pages[^1].AckBy);
    }
}

public sealed record RehearsedPage(DateTimeOffset At, Responder Responder, DateTimeOffset AckBy);
