using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using OnCall.Core.Effects;
using OnCall.Core.Incidents;
using OnCall.Core.Processes;
using OnCall.Core.Triage;
using OnCall.Engine.Incidents;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Triage;

/// <summary>Runs the triage that an incident has asked for, and the one that somebody wants to read at once.</summary>
public sealed class TriageDesk(
    ProcessRunner<Incident, IncidentCommand, IncidentEvent> incidents, TriageRun triage, OpenIncidents open, TimeProvider clock)
    : INeighbour
{
    const int MaxShown = 10;

    public Lane Lane => Lane.Triage;

    /// <summary>What is found goes back to the incident. Performed again after a crash it is the same run, and shown once.</summary>
    [SuppressMessage("Design", "CA1031", Justification =
        "Whatever keeps our own storage from taking what was found, it is looked at again.")]
    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.RunTriage asked)
            throw new UnreachableException($"Triage does not do {letter.Effect}.");
        try
        {
            var id = asked.Page.Incident.Value;
            var findings = await triage.RunAsync(
                new TriageQuestion(asked.Page, asked.Org)
                {
                    WhenSlow = progress => TellAsync(id, new IncidentCommand.TriageSlow(asked.Run, asked.By, progress, clock.GetUtcNow())),
                },
                cancellation);
            await TellAsync(id, new IncidentCommand.TriageEnd(asked.Run, asked.By, findings, clock.GetUtcNow()));
            return new Delivery.Done(findings.Verdict);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            return new Delivery.RetryLater($"What was found could not be stored: {e.Message}");
        }

        Task TellAsync(string id, IncidentCommand command) => incidents.HandleAsync(id, command, inputs: [], cancellation);
    }

    /// <summary>At once, for whoever waits for it. With an incident, its thread and its checklist have it too.</summary>
    /// <param name="incident">Null for none.</param>
    public async Task<TriageFindings> ReadAsync(StoredIncident? incident, string? org, Actor by, CancellationToken cancellation)
    {
        var findings = await triage.RunAsync(new TriageQuestion(incident?.Page, org ?? incident?.Page.OrgInDoubt()), cancellation);
        if (incident is not null)
            await incidents.HandleAsync(
                incident.Page.Incident.Value, new IncidentCommand.TriageEnd(Run: null, by, findings, clock.GetUtcNow()), inputs: [],
                cancellation);
        return findings;
    }

    /// <summary>By its id at PagerDuty; null when none of the open ones has it.</summary>
    public async Task<StoredIncident?> FindAsync(string incident, CancellationToken cancellation) =>
        (await open.ReadAsync(cancellation)).FirstOrDefault(one => Is(one, incident));

    /// <summary>The open ones, as the end of a sentence.</summary>
    public async Task<string> OpenOnesAsync(CancellationToken cancellation) => Said(await open.ReadAsync(cancellation));

    public static string Said(IReadOnlyList<StoredIncident> open) => open.Count switch
    {
        0 => "no incident is open",
        1 => $"the only open one is {Named(open[0])}",
        > MaxShown => $"open are {string.Join(", ", open.Take(MaxShown).Select(Named))} and others",
        _ => $"open are {string.Join(", ", open.Select(Named))}",
    };

    static string Named(StoredIncident one) => $"{one.Page.Incident} ({one.Page.Title})";

    public static bool Is(StoredIncident one, string incident) =>
        one.Page.Incident.Value.Equals(incident, StringComparison.OrdinalIgnoreCase);
}
