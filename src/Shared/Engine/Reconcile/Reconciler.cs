using Microsoft.Extensions.Logging;
using OnCall.Core.Incidents;
using OnCall.Engine.Alerts;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Reconcile;

/// <summary>
/// Finds events that never arrived: incidents that the source has open and we do not know are adopted, and ours
/// that were acknowledged or closed there meanwhile follow. The rules decide; most of what is asked changes nothing.
/// </summary>
public sealed partial class Reconciler(
    IIncidentSource source,
    ProcessRunner<Incident, IncidentCommand, IncidentEvent> incidents,
    AlertCauses causes,
    IStreamStore store,
    ILogger<Reconciler> log)
{
    public async Task<ReconcileReport> RunAsync(CancellationToken cancellation)
    {
        if (await source.ReadOpenAsync(cancellation) is not Listing<StandingIncident>.Read open)
        {
            LogNotRead();
            return new ReconcileReport(Compared: 0, Changed: 0);
        }

        var standing = open.Items.ToList();
        var known = standing.Select(incident => ProcessId.Of(incidents.Kind, incident.Incident.Value)).ToHashSet();
        await foreach (var listed in store.OpenProcessesAsync(cancellation))
            if (listed.Process.Kind == incidents.Kind && !known.Contains(listed.Process))
                standing.AddRange(await LookAtAsync(listed.Process, cancellation));

        var report = new ReconcileReport(standing.Count, Changed: 0);
        foreach (var incident in standing)
            report = await FollowAsync(incident, report, cancellation);
        LogReconciled(report.Compared, report.Changed);
        return report;
    }

    // Ours and open, but no longer open there.
    async Task<IReadOnlyList<StandingIncident>> LookAtAsync(ProcessId process, CancellationToken cancellation) =>
        await store.ReadAsync(process, cancellation) is { Head.IsOver: false }
        && await source.ReadAsync(new IncidentId(process.Id), cancellation) is Listing<StandingIncident>.Read read
            ? read.Items
            : [];

    async Task<ReconcileReport> FollowAsync(
        StandingIncident incident, ReconcileReport report, CancellationToken cancellation)
    {
        var command = await causes.ExplainAsync(incident.Command, incident.Key, cancellation);
        var step = await incidents.HandleAsync(incident.Incident.Value, command, inputs: [], cancellation);
        await causes.FollowAsync(command, incident.Key, cancellation);
        if (step is not Step.Taken)
            return report;
        LogFollowed(incident.Incident, incident.Command.GetType().Name);
        return report with { Changed = report.Changed + 1 };
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reconcile: the open incidents could not be read; nothing was compared")]
    partial void LogNotRead();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reconcile: {Incident} was behind; its {Command} never arrived")]
    partial void LogFollowed(IncidentId incident, string command);

    [LoggerMessage(Level = LogLevel.Information, Message = "Reconcile: {Compared} compared, {Changed} changed")]
    partial void LogReconciled(int compared, int changed);
}

public sealed record ReconcileReport(int Compared, int Changed);
