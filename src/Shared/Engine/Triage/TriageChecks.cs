using OnCall.Core.Detection;
using OnCall.Core.Orgs;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Triage;
using OnCall.Engine.Detection;
using OnCall.Engine.Orgs;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Triage;

/// <summary>Each thing that is looked at when something pages, asked of whoever knows it.</summary>
public sealed class TriageChecks(
    IProductLook product, IEnumerable<IProbe> probes, Watches watches, GitHubSources gitHub, IOrgSearch orgs, OnCallPolicy policy)
{
    readonly Dictionary<string, IProbe> _probes = probes.ToDictionary(probe => probe.Detector);

    /// <summary>Begins all of them, side by side.</summary>
    internal IReadOnlyList<(TriageCheck Check, Task<TriageFinding> Found)> Begin(
        TriageQuestion question, DateTimeOffset now, TriageBudget budget, CancellationToken cancellation)
    {
        var asOf = question.Page?.StartedAt ?? now;
        var changes = new TriageChanges(policy.Triage, asOf, isOfIncident: question.Page is not null);
        var since = (asOf < now ? asOf : now) - policy.Triage.LookBack;
        var standings = StandingsAsync(budget, cancellation);
        return
        [
            .. Product(standings, budget, cancellation),
            (TriageCheck.Deploys, gitHub.DeploysAsync(changes, since, budget, cancellation)),
            (TriageCheck.Commits, gitHub.CommitsAsync(changes, since, budget, cancellation)),
            (TriageCheck.Reports, gitHub.ReportsAsync(budget, cancellation)),
            .. question.Org is { } org ? [(TriageCheck.Org, OrgAsync(org, budget, cancellation))] : Array.Empty<(TriageCheck, Task<TriageFinding>)>(),
        ];
    }

    IEnumerable<(TriageCheck Check, Task<TriageFinding> Found)> Product(
        Task<IReadOnlyList<Standing>> standings, TriageBudget budget, CancellationToken cancellation)
    {
        yield return (TriageCheck.ProdHealth, EndpointAsync(TriageCheck.ProdHealth, product.HealthAsync));
        yield return (TriageCheck.AuthenticatedRead, EndpointAsync(TriageCheck.AuthenticatedRead, product.ReadAsync));
        yield return (TriageCheck.Gateways, PlatformAsync(TriageCheck.Gateways, Rules.GatewaysDrop));
        yield return (TriageCheck.Ingest, PlatformAsync(TriageCheck.Ingest, Rules.IngestStalled));

        async Task<TriageFinding> EndpointAsync(TriageCheck check, Func<CancellationToken, Task<EndpointLook>> ask)
        {
            // That nobody answers is a finding about the product, and not about us.
            var look = await budget.AskAsync(ask, (why, isLate) => new EndpointLook(
                isLate ? new EndpointAnswer.TimedOut() : new EndpointAnswer.NotAsked(why), budget.Within), cancellation);
            return TriageLooks.Endpoint(check, look.Answer, look.Took, Of(await standings, Rules.CloudApi5xx));
        }

        async Task<TriageFinding> PlatformAsync(TriageCheck check, Rule rule)
        {
            var reading = await budget.AskAsync(_probes[rule.Id].ReadAsync, (why, _) => new Reading.Blind(why), cancellation);
            return TriageLooks.Platform(check, reading, Of(await standings, rule));
        }
    }

    async Task<TriageFinding> OrgAsync(string org, TriageBudget budget, CancellationToken cancellation) =>
        await budget.AskAsync(
            stop => orgs.FindAsync(org, budget.Within, stop), (why, _) => new Listing<FoundOrg>.NotRead(why), cancellation) switch
        {
            Listing<FoundOrg>.Read read => TriageLooks.Org(org, read.Items),
            Listing<FoundOrg>.NotRead unread => TriageFinding.NotRead(TriageCheck.Org, unread.Why),
            var other => throw new System.Diagnostics.UnreachableException($"No finding in {other}."),
        };

    // Without them is said how it is now, and not since when.
    Task<IReadOnlyList<Standing>> StandingsAsync(TriageBudget budget, CancellationToken cancellation) =>
        budget.AskAsync(watches.StandAsync, (_, _) => [], cancellation);

    static Standing? Of(IReadOnlyList<Standing> standings, Rule rule) => standings.FirstOrDefault(one => one.Rule == rule);
}
