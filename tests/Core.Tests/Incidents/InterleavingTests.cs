using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Incidents;

/// <summary>
/// Acknowledgement, resolution, a knock and a button, each a millisecond before a deadline, at it, or a millisecond after it, in
/// every order: whatever comes first wins, and what always holds holds.
/// </summary>
public class InterleavingTests
{
    static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);
    static readonly DateTimeOffset Start = IncidentStory.At("2026-01-06T08:42Z");
    static readonly Page Page = new(new IncidentId("PGR0VU2"), "API 5xx", null, null, Start);
    static readonly IncidentDecider Decider = Novalien.DeciderFor(Novalien.Policy);
    static readonly Actor AdaActs = Actor.PagerDutyUser(Ada.PagerDuty, Ada.Name);

    static readonly Func<DateTimeOffset, IncidentCommand>[] Acts =
    [
        now => new IncidentCommand.Acknowledge(Page, AdaActs, now, now),
        now => new IncidentCommand.Resolve(Page, AdaActs, now, now),
        now => new IncidentCommand.WakeUp(now),
        now => new IncidentCommand.PageUp(Ada.Slack, EscalationRole.Secondary, "", now),
        now => new IncidentCommand.AnswerConverging(Ada.Slack, IsConverging: false, now),
        now => new IncidentCommand.Say(Ada.Slack, CommsRules.StillInvestigating, now),
    ];

    /// <param name="deadline">Minutes after the start.</param>
    /// <param name="acknowledgedAt">Minutes after the start; negative for never.</param>
    [Theory]
    [InlineData(10, -1)] // nobody online
    [InlineData(15, -1)] // the secondary's turn
    [InlineData(15, 3)] // an outward word
    [InlineData(30, 3)] // the 30-minute mark
    [InlineData(33, 3)] // no answer to its question
    [InlineData(60, -1)] // the end of the chain
    public void Whatever_comes_first_wins_and_nobody_is_paged_twice_or_after_the_end(double deadline, double acknowledgedAt)
    {
        var at = Start + TimeSpan.FromMinutes(deadline);
        var before = new Watched();
        foreach (var command in Until(at, acknowledgedAt))
            before.Take(command);

        var played = 0;
        foreach (var order in Orders(Acts.Length))
            foreach (var shifts in Shifts(order.Length))
            {
                var watched = before.Copy();
                foreach (var command in order.Zip(shifts, (act, shift) => Acts[act](at + (shift * Millisecond))).OrderBy(command => command.Now))
                    watched.Take(command);
                watched.Take(new IncidentCommand.WakeUp(at + TimeSpan.FromMinutes(16)));
                played++;
            }

        Assert.Equal(360 * 81, played);
    }

    // Knocks come each minute, up to just before.
    static IEnumerable<IncidentCommand> Until(DateTimeOffset end, double acknowledgedAt)
    {
        yield return new IncidentCommand.Raise(Page, Start);
        for (var now = Start; now < end - Millisecond; now += TimeSpan.FromMinutes(1))
        {
            yield return new IncidentCommand.WakeUp(now);
            if (now == Start + TimeSpan.FromMinutes(acknowledgedAt))
                yield return new IncidentCommand.Acknowledge(Page, AdaActs, now, now);
        }
    }

    // Four of the six, in every order.
    static IEnumerable<int[]> Orders(int count) =>
        from a in Enumerable.Range(0, count)
        from b in Enumerable.Range(0, count)
        from c in Enumerable.Range(0, count)
        from d in Enumerable.Range(0, count)
        where new[] { a, b, c, d }.Distinct().Count() == 4
        select new[] { a, b, c, d };

    static IEnumerable<int[]> Shifts(int count) => count == 0
        ? [[]]
        : Shifts(count - 1).SelectMany(rest => new[] { -1, 0, 1 }.Select(shift => rest.Append(shift).ToArray()));

    sealed class Watched
    {
        Incident _state = new Incident.None();
        bool _isOver;
        Responder? _paged;

        public Watched Copy() => (Watched)MemberwiseClone();

        public void Take(IncidentCommand command)
        {
            var events = (Decider.Decide(_state, command) as Decision<IncidentEvent>.Accept)?.Events ?? [];
            Assert.False(_isOver && events.Count > 0, $"{command} led to something after the end.");
            foreach (var happened in events)
                Take(happened, command);
            Assert.Equal(
                events.Count(e => e is IncidentEvent.Escalated or IncidentEvent.PagedUp),
                events.SelectMany(Decider.EffectsOf).Count(effect => effect is Effect.EscalatePage));
            Assert.False(
                command is IncidentCommand.WakeUp && Decider.DeadlineOf(_state) <= command.Now, $"{command} left something due.");
        }

        void Take(IncidentEvent happened, IncidentCommand command)
        {
            var next = happened switch
            {
                IncidentEvent.Escalated e => e.Paged,
                IncidentEvent.PagedUp e => e.Paged,
                _ => null,
            };
            Assert.False(next?.Level <= _paged?.Level, $"{next} was paged after {_paged}, upon {command}.");
            _paged = happened switch
            {
                // Whoever answered may be asked for again, and when nobody did, everybody may.
                IncidentEvent.Acknowledged or IncidentEvent.ChainExhausted => null,
                _ => next ?? _paged,
            };
            _isOver |= happened is IncidentEvent.Resolved;
            _state = Decider.Evolve(_state, happened);
        }
    }
}
