using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;

namespace OnCall.Engine.Alerts;

/// <summary>Who triggers alerts: knows why, and wants to hear when somebody closes one.</summary>
public interface IAlertSource
{
    /// <summary>Answered without looking anywhere: PagerDuty's webhook waits.</summary>
    /// <param name="rule">The rule that a key was made of.</param>
    bool Triggers(string rule);

    /// <summary>Null when nothing is known of such an alert.</summary>
    Task<Cause?> FindAsync(DedupKey key, CancellationToken cancellation);

    /// <summary>PagerDuty's incident of the alert was resolved. Told as often as PagerDuty tells us.</summary>
    /// <param name="at">As PagerDuty dates it.</param>
    Task ClosedAsync(DedupKey key, Actor by, DateTimeOffset at, CancellationToken cancellation);
}

/// <summary>Between PagerDuty's incidents and whoever triggered their alerts. A key that is nobody's here costs nothing.</summary>
public sealed class AlertCauses(IEnumerable<IAlertSource> sources)
{
    readonly List<IAlertSource> _sources = [.. sources];

    /// <summary>The same command, knowing why the incident was paged, if it was one of us who triggered it.</summary>
    /// <param name="key">By what PagerDuty knows the incident's alert; null when it has none.</param>
    public async Task<IncidentCommand> ExplainAsync(IncidentCommand command, DedupKey? key, CancellationToken cancellation)
    {
        foreach (var (source, own) in SourcesOf(key))
            if (await source.FindAsync(own, cancellation) is { } cause)
                return command.Knowing(cause);
        return command;
    }

    /// <summary>Passes on that an incident was resolved; nothing happens for any other command.</summary>
    public async Task FollowAsync(IncidentCommand command, DedupKey? key, CancellationToken cancellation)
    {
        if (command is not IncidentCommand.Resolve resolve)
            return;
        foreach (var (source, own) in SourcesOf(key))
            await source.ClosedAsync(own, resolve.By, resolve.At, cancellation);
    }

    IEnumerable<(IAlertSource Source, DedupKey Key)> SourcesOf(DedupKey? key) => key is { } own
        ? _sources.Where(source => source.Triggers(own.Rule)).Select(source => (source, own))
        : [];
}
