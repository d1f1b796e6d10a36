using System.Text.RegularExpressions;
using OnCall.Adapters.Slack;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Incidents;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Reports;
using OnCall.Engine.Incidents;
using OnCall.Engine.Streams;
using OnCall.Engine.Triage;

namespace OnCall.Functions.SlackCommands;

/// <summary>
/// Triage for somebody who types it: what is found stands in the thread of the incident; without one, only they see it.
/// </summary>
sealed partial class SlackCommandTriage(
    TriageDesk triage, IncidentDesk incidents, OpenIncidents open, SlackResponses responses, OnCallPolicy policy, TriagePatience patience,
    TimeProvider clock, IHostApplicationLifetime app, ILogger<SlackCommandTriage> log)
{
    // Slack waits three seconds: what is not found by then is said later.
    static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(1.5);

    public async Task<(string Outcome, SlackMessage Answer)> DoAsync(OnCallWish.Triage wish, CancellationToken cancellation)
    {
        var all = await open.ReadAsync(cancellation);
        var (incident, org, refusal) = WhichOf(all, wish.Named);
        return refusal is not null ? ("refused", CommandAnswers.Refused([refusal]))
            : incident is not null ? await OfIncidentAsync(incident, org, wish, cancellation)
            : await AloneAsync(org, wish);
    }

    static (StoredIncident? Incident, string? Org, Refusal? Refusal) WhichOf(
        IReadOnlyList<StoredIncident> all, IReadOnlyList<string> named)
    {
        var incident = named.Count > 0 ? all.FirstOrDefault(one => TriageDesk.Is(one, named[0])) : null;
        var org = named.Count == 2 ? named[1] : incident is null && named.Count == 1 ? named[0] : null;
        if (incident is null && (named.Count == 2 || (org is not null && IncidentId().IsMatch(org))))
            return (null, null, new Refusal("incident-unknown", "incident", $"no open incident has the id '{named[0]}'; {TriageDesk.Said(all)}."));
        if (org is not null && OrgReference.Read(org) is null)
            return (null, null, new Refusal("no-org", "org", "is neither an org's id nor an e-mail, such as org_7f3a."));
        return (incident, all) switch
        {
            (not null, _) => (incident, org, null),
            (null, [var only]) => (only, org, null),
            (null, []) => (null, org, null),
            _ => (null, null, new Refusal("incident-ambiguous", "incident", $"is missing; {TriageDesk.Said(all)}: write which one, such as /oncall triage {all[0].Page.Incident}.")),
        };
    }

    async Task<(string, SlackMessage)> OfIncidentAsync(
        StoredIncident incident, string? org, OnCallWish.Triage wish, CancellationToken cancellation)
    {
        var id = incident.Page.Incident.Value;
        var may = await incidents.AskAsync(id, wish.User, IncidentAction.RunTriage, cancellation);
        if (may is not Step.Ignored { Reason: Reason.Allowed })
            return ("refused", TriageAnswers.NotAllowed);
        var now = clock.GetUtcNow();
        var step = await incidents.DoAsync(
            id, new IncidentCommand.RunTriage(wish.User, org, now), new InputId($"slack-command-{wish.Trigger ?? $"{wish.User}-{now.UtcTicks}"}"),
            cancellation);
        return step switch
        {
            Step.Rejected rejected => ("refused", CommandAnswers.Refused(rejected.Refusals)),
            Step.Taken => ("running", TriageAnswers.Running(incident.Page, policy.Channels.IncidentLive.Name)),
            _ => ("running already", TriageAnswers.RunningAlready(incident.Page, policy.Channels.IncidentLive.Name)),
        };
    }

    async Task<(string, SlackMessage)> AloneAsync(string? org, OnCallWish.Triage wish)
    {
        // Not ended when Slack stops waiting: it is said later.
        var found = triage.ReadAsync(incident: null, org, Actor.SlackUser(wish.User), app.ApplicationStopping);
        await Task.WhenAny(found, Task.Delay(AtOnce, patience.Clock, app.ApplicationStopping));
        if (found.IsCompletedSuccessfully)
            return ("told", TriageMessages.Of(await found, asked: ""));
        if (wish.ResponseUrl is not { } responseUrl)
            return ("too slow", TriageAnswers.TooSlow);
        _ = SayLaterAsync();
        return ("running", TriageAnswers.RunningForYou);

        async Task SayLaterAsync()
        {
            var message = TriageMessages.Of(await found, asked: "");
            if (await responses.TellAsync(responseUrl, message, app.ApplicationStopping) is { } why)
                LogNotShown(wish.User, why);
        }
    }

    [GeneratedRegex("^[PQ][A-Z0-9]{5,}$")]
    private static partial Regex IncidentId();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The triage that {User} asked for could not be shown to them: {Why}")]
    partial void LogNotShown(string user, string why);
}
