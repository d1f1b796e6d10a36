using OnCall.Core.Detection;
using OnCall.Core.Policy;

namespace OnCall.Simulation;

/// <summary>Whether what was read shows more than the line: worked out once more, from the newest reading back.</summary>
sealed class WhatProbesShow(IReadOnlyList<Observation> seen, DetectionPolicy policy)
{
    const int Hundred = 100;

    readonly List<Observation> _trusted = [.. seen.Where(one => one.Reading is not Reading.Blind)];

    public DateTimeOffset Newest => _trusted[^1].At;

    /// <param name="level">Of the fleet before the drop that stands; null while none does.</param>
    public bool IsOverLine(long? level) => _trusted.Count > 0 && _trusted[^1].Reading switch
    {
        Reading.CloudApi => FailsFor() > policy.CloudApi.FailsFor,
        Reading.Gateways now => IsDrop(level ?? LevelBefore(), now.Online),
        _ => SilentAt(_trusted.Count - 1) > policy.Ingest.SilentFor,
    };

    /// <summary>Everything that was read since then was well, and something was read by then.</summary>
    public bool IsWellSince(DateTimeOffset since, long? level)
    {
        for (var i = _trusted.Count - 1; i >= 0 && _trusted[i].At >= since; i--)
            if (IsBad(i, level))
                return false;
        return _trusted[0].At <= since;
    }

    bool IsBad(int i, long? level) => _trusted[i].Reading switch
    {
        Reading.CloudApi api => Fails(api),
        Reading.Gateways now => IsDrop(level ?? now.Online, now.Online),
        _ => SilentAt(i) > policy.Ingest.SilentFor / 2,
    };

    // One lone good answer is flapping; two are an end, and so is a pause in which nobody looked.
    TimeSpan FailsFor()
    {
        DateTimeOffset? first = null, last = null, later = null;
        var goods = 0;
        for (var i = _trusted.Count - 1; i >= 0; i--)
        {
            var (at, fails) = (_trusted[i].At, Fails((Reading.CloudApi)_trusted[i].Reading));
            if (later - at > policy.MaxGap || (!fails && ++goods == policy.CloudApi.RecoveredAfter))
                break;
            if (fails)
                (first, last, goods) = (at, last ?? at, 0);
            later = at;
        }

        return last - first ?? TimeSpan.Zero;
    }

    static bool Fails(Reading.CloudApi api) => new[] { api.Health, api.Read }.Any(answer =>
        answer is EndpointAnswer.TimedOut or EndpointAnswer.Status { Code: >= 500 });

    bool IsDrop(long before, long now) => (before - now) * Hundred > before * policy.Gateways.DropPercent;

    long LevelBefore()
    {
        var now = _trusted[^1];
        var before = _trusted.SkipLast(1).Where(one => now.At - one.At <= policy.Gateways.Within).ToList();
        if (before.Count == 0 && _trusted.Count > 1 && now.At - _trusted[^2].At <= policy.BlindAfter)
            before = [_trusted[^2]];
        return before.Append(now).Max(one => ((Reading.Gateways)one.Reading).Online);
    }

    // It only grows: the same number means that nothing was written in between.
    TimeSpan SilentAt(int i)
    {
        var total = Total(i);
        var first = i;
        while (first > 0 && Total(first - 1) == total)
            first--;
        return _trusted[i].At - _trusted[first].At;
    }

    long Total(int i) => ((Reading.Ingest)_trusted[i].Reading).EventsTotal;
}
