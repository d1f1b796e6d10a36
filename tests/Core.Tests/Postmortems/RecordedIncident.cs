using OnCall.Core.Alerts;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Core.Processes;
using OnCall.Core.Tests.Incidents;
using OnCall.Core.Triage;

namespace OnCall.Core.Tests.Postmortems;

/// <summary>An incident that is played through, and what is read of it afterwards.</summary>
sealed class RecordedIncident(OnCallPolicy? policy = null, string title = "Cloud API answers 5xx")
{
    readonly IncidentDecider _decider = Novalien.DeciderFor(policy ?? Novalien.Policy);
    readonly List<IncidentEvent> _events = [];
    Incident _state = new Incident.None();

    public static readonly DateTimeOffset Start = IncidentStory.At("2026-01-06T08:42Z");

    public Page Page { get; } = new(
        new IncidentId("PGR0VU2"), title, "Cloud API", new Uri("https://novalien.pagerduty.com/incidents/PGR0VU2"), Start,
        new Cause("cloud-api-5xx", "5xx for 2 min 30 s; the line is at 2 min.", [new AlertLink("health", new Uri("https://novavms.novalien.com/api/v1/health"))]));

    public static Actor Ada { get; } = Actor.PagerDutyUser("PADA001", "Ada");

    public RecordedIncident Raise() => Do(new IncidentCommand.Raise(Page, Start));

    public RecordedIncident Acknowledge(double minutes) => Do(new IncidentCommand.Acknowledge(Page, Ada, At(minutes), At(minutes)));

    public RecordedIncident Resolve(double minutes) => Do(new IncidentCommand.Resolve(Page, Ada, At(minutes), At(minutes)));

    public RecordedIncident Knock(double minutes) => Do(new IncidentCommand.WakeUp(At(minutes)));

    public RecordedIncident Do(params IEnumerable<IncidentCommand> commands)
    {
        foreach (var command in commands)
        {
            var events = (_decider.Decide(_state, command) as Decision<IncidentEvent>.Accept)?.Events ?? [];
            Assert.NotEmpty(events);
            _events.AddRange(events);
            _state = events.Aggregate(_state, _decider.Evolve);
        }

        return this;
    }

    public IncidentRecord Record =>
        IncidentRecord.Of([.. _events.Select(happened => new RecordedEvent(happened, _decider.Explain(happened)))], _decider)!;

    public string Markdown(DeploysInWindow? deploys = null) =>
        new PostmortemText(policy ?? Novalien.Policy).Of(Record, deploys ?? new DeploysInWindow(Start.AddDays(-1), Start, []));

    public static DeploysInWindow Around(Changes<RecentDeploy> deploys, Changes<RecentCommit> commits) => DeploysInWindow.Of(
        Start.AddDays(-1), Start.AddMinutes(18), [new RepositoryChanges("novalien/novavms-cloud", deploys, commits)]);

    public static DateTimeOffset At(double minutes) => Start.AddMinutes(minutes);
}
