using OnCall.Core.Effects;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Slack;

/// <summary>Who goes when in one lane that Slack has slowed down: the most important first, then who came first. Thread-safe.</summary>
/// <param name="pace">Between one and the next, while somebody waits.</param>
public sealed class SlackTurns(TimeSpan pace)
{
    /// <summary>How many turns are kept; whoever comes after them is told the time behind them, and comes again.</summary>
    public const int MaxWaiting = 1000;

    /// <summary>Who has not come by then is not waited for: it was not needed any more, or another instance has sent it.</summary>
    public static readonly TimeSpan LateByAtMost = TimeSpan.FromSeconds(5);

    readonly Lock _gate = new();
    readonly Dictionary<EffectId, Turn> _waiting = [];
    DateTimeOffset _nextAt = DateTimeOffset.MinValue;
    long _last;

    /// <returns>How long it has to wait; null when it may be sent now.</returns>
    public TimeSpan? WaitOf(EffectId effect, Importance importance, DateTimeOffset now)
    {
        lock (_gate)
        {
            Forget(now);
            if (now < _nextAt)
                return Line(effect, importance, now);
            // Nobody waits any more: bursts are tolerated again until Slack says otherwise.
            if (_waiting.Count == 0)
                return null;
            if (Before(effect, importance) > 0)
                return Line(effect, importance, now);
            _waiting.Remove(effect);
            _nextAt = now + pace;
            return null;
        }
    }

    /// <summary>Slack did not take this one, and nothing else goes before it may.</summary>
    /// <param name="retryAfter">As Slack asked; null when it did not say.</param>
    /// <returns>How long this one has to wait.</returns>
    public TimeSpan Pause(EffectId effect, Importance importance, TimeSpan? retryAfter, DateTimeOffset now)
    {
        lock (_gate)
        {
            var until = now + (retryAfter > TimeSpan.Zero ? retryAfter.Value : pace);
            _nextAt = until > _nextAt ? until : _nextAt;
            return Line(effect, importance, now);
        }
    }

    // A more important one that comes later moves the others back; they hear of it when they come for their turn.
    TimeSpan Line(EffectId effect, Importance importance, DateTimeOffset now)
    {
        var first = _nextAt > now ? _nextAt : now;
        var due = first + Before(effect, importance) * pace;
        if (_waiting.TryGetValue(effect, out var known))
            _waiting[effect] = known with { Due = due };
        else if (_waiting.Count < MaxWaiting)
            _waiting[effect] = new Turn(importance, ++_last, due);
        return due - now;
    }

    int Before(EffectId effect, Importance importance)
    {
        var mine = (importance, _waiting.TryGetValue(effect, out var known) ? known.Number : long.MaxValue);
        return _waiting.Values.Count(other => (other.Importance, other.Number).CompareTo(mine) < 0);
    }

    void Forget(DateTimeOffset now)
    {
        foreach (var (effect, turn) in _waiting)
            if (now - turn.Due > LateByAtMost)
                _waiting.Remove(effect);
    }

    /// <param name="Due">When it was told to come.</param>
    readonly record struct Turn(Importance Importance, long Number, DateTimeOffset Due);
}
