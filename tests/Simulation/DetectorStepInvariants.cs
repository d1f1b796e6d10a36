using OnCall.Core.Alerts;
using OnCall.Core.Detection;
using OnCall.Core.Policy;
using OnCall.Core.Silences;
using OnCall.Engine.Streams;

namespace OnCall.Simulation;

/// <summary>What must hold of each step of a detector, at the moment at which it is committed.</summary>
sealed class DetectorStepInvariants
{
    /// <summary>A round asks for the silences when it begins, and may hear late what its probe read.</summary>
    static readonly TimeSpan Round = TimeSpan.FromMinutes(3);

    readonly World _world;
    readonly DetectionPolicy _policy;
    readonly Commit _commit;
    readonly DetectorState _before, _after;
    readonly WhatProbesShow _shown;

    public DetectorStepInvariants(World world, DetectionPolicy policy, Commit commit)
    {
        (_world, _policy, _commit) = (world, policy, commit);
        _before = commit.Before is { } before ? World.DetectorCodec.ReadState(before.Head.State) : DetectorState.Unstarted;
        _after = World.DetectorCodec.ReadState(commit.After.State);
        if (_after.Seen is [.., var seen] && !(world.Product.Seen is [.., var known] && known.At >= seen.At))
            world.Product.Seen.Add(seen);
        _shown = new WhatProbesShow(world.Product.Seen, policy);
    }

    long? Level => _before.Evidence.Standing?.Level;

    public IEnumerable<string> Check()
    {
        var events = _commit.Events.Select(row => World.DetectorCodec.ReadEvent(row.Json)).ToList();
        return [.. events.SelectMany(Check), .. NothingIsOverlooked()];
    }

    IEnumerable<string> Check(DetectorEvent happened) => happened switch
    {
        DetectorEvent.Paged e => PagesWithReason(e),
        DetectorEvent.Recovered e => ResolvesWhatIsOver(e),
        _ => [],
    };

    IEnumerable<string> PagesWithReason(DetectorEvent.Paged e)
    {
        if (!_shown.IsOverLine(Level))
            yield return $"{_commit.After.Process}: paged, and what was read does not show it: {e.Finding.Why}";
        if (_before.Open is { } open)
            yield return $"{_commit.After.Process}: {e.Alert.Key} was paged anew, and is open since {open.At:O}.";
        if (e.Alert.Key != DedupKey.Of(e.Detector, SimulatedProduct.Watched.Scope))
            yield return $"{_commit.After.Process}: paged under {e.Alert.Key}.";
        var isRead = !_world.Product.SilencesUnreadAt.Exists(at => at > _world.Now - Round);
        if (isRead && SilenceAt(_world.Now) is { } silence && silence.At < _world.Now - Round && silence.Until > _world.Now + Round)
            yield return $"{_commit.After.Process}: paged, although silence {silence.Number} stands.";
    }

    IEnumerable<string> ResolvesWhatIsOver(DetectorEvent.Recovered e)
    {
        if (_before.Open?.Alert.Key != e.Key)
            yield return $"{_commit.After.Process}: {e.Key} was resolved, and open is {_before.Open?.Alert.Key}.";
        if (!_shown.IsWellSince(_shown.Newest - _policy.ResolveAfter, Level))
            yield return $"{_commit.After.Process}: resolved before the recovery had held.";
    }

    // Over the line it is paged at once, or held back by a silence that stands.
    IEnumerable<string> NothingIsOverlooked()
    {
        if (_after.Open is not null || !_shown.IsOverLine(Level))
            yield break;
        if (_after.Phase is not Phase.HeldBack && !_commit.Events.Any(row => World.DetectorCodec.ReadEvent(row.Json) is DetectorEvent.Paged))
            yield return $"{_commit.After.Process}: what was read is over the line, and nobody is paged.";
        else if (_after.Phase is Phase.HeldBack && Instants().All(at => SilenceAt(at) is null))
            yield return $"{_commit.After.Process}: held back, and no silence stands.";
    }

    IEnumerable<DateTimeOffset> Instants() => Enumerable.Range(0, 7).Select(part => _world.Now - (Round * part / 6));

    KnownAlert? SilenceAt(DateTimeOffset at) => _world.Silences.SilenceOf(
        _world.Product.Detector.Name, SimulatedProduct.Watched.Scope, at);
}
