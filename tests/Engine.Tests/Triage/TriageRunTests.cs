using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using OnCall.Core.Detection;
using OnCall.Core.Orgs;
using OnCall.Core.Policy;
using OnCall.Core.Processes;
using OnCall.Core.Triage;
using OnCall.Engine.Detection;
using OnCall.Engine.Orgs;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Triage;

namespace OnCall.Engine.Tests.Triage;

/// <summary>Each check has its budget: one that hangs or breaks does not take the others with it.</summary>
public class TriageRunTests
{
    static readonly OnCallPolicy Policy = ((PolicyReading.Valid)PolicyReader.Read(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "oncall.json")))).Policy;

    readonly FakeTimeProvider _clock = new(World.Start);
    readonly Neighbours _neighbours = new();
    readonly List<TriageProgress> _shown = [];

    [Fact]
    public async Task Everything_that_answers_at_once_is_shown_without_progress()
    {
        var findings = await Begin();
        Assert.Equal(7, findings.Found.Count);
        Assert.All(findings.Found, found => Assert.Equal(TriageMark.Fine, found.Mark));
        Assert.Empty(_shown);
    }

    [Fact]
    public async Task One_that_hangs_is_not_read_after_ten_seconds_and_meanwhile_it_is_said_how_far_it_is()
    {
        _neighbours.CommitsHang = true;
        var run = Begin();
        await PassAsync(run, TimeSpan.FromSeconds(3), shown: 1);
        Assert.Equal((6, 7, "GitHub"), (_shown[0].Done, _shown[0].Total, Assert.Single(_shown[0].WaitsFor)));
        await PassAsync(run, TimeSpan.FromSeconds(7), shown: 1);

        var findings = await run;
        var commits = Assert.Single(findings.Found, found => found.Mark == TriageMark.NotRead);
        Assert.Equal(TriageCheck.Commits, commits.Check);
        Assert.Contains("No answer within 10 s.", commits.Says, StringComparison.Ordinal);
        // Nothing has changed since it was said.
        Assert.Single(_shown);
    }

    [Fact]
    public async Task One_that_breaks_and_one_that_is_refused_take_nothing_with_them()
    {
        (_neighbours.ReportsBreak, _neighbours.DeploysWhyNot) = (true, "GitHub is away.");
        var findings = await Begin();
        Assert.Equal(
            [TriageCheck.Deploys, TriageCheck.Reports], findings.Found.Where(found => found.Mark == TriageMark.NotRead).Select(found => found.Check));
        Assert.Equal(5, findings.Found.Count(found => found.Mark == TriageMark.Fine));
    }

    [Fact]
    public async Task An_org_is_looked_at_where_one_is_named()
    {
        var findings = await Begin(org: "org_7f3a");
        Assert.Equal("Cross-org search finds no org 'org_7f3a'. Ask the customer for its id or its owner's e-mail.",
            Assert.Single(findings.Found, found => found.Check == TriageCheck.Org).Says);
    }

    Task<TriageFindings> Begin(string? org = null)
    {
        var checks = new TriageChecks(
            _neighbours, [new Probe(Rules.GatewaysDrop, new Reading.Gateways(412, 420)), new Probe(Rules.IngestStalled, new Reading.Ingest(1, null, 42, 0))],
            new Watches([]), new GitHubSources(_neighbours, _neighbours, _neighbours, Policy), _neighbours, Policy);
        return new TriageRun(checks, Policy, new TriagePatience(_clock), _clock, NullLogger<TriageRun>.Instance).RunAsync(
            new TriageQuestion(Page: null, org)
            {
                WhenSlow = progress =>
                {
                    _shown.Add(progress);
                    return Task.CompletedTask;
                },
            },
            World.Cancellation);
    }

    // The run goes on beside the test: second by second, until it has said what it says.
    async Task PassAsync(Task run, TimeSpan time, int shown)
    {
        for (var second = 1; second <= time.TotalSeconds; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            for (var look = 0; look < 200 && !run.IsCompleted; look++)
                await Task.Yield();
        }

        for (var look = 0; look < 100_000 && _shown.Count < shown; look++)
            await Task.Yield();
    }

    sealed record Probe(Rule Rule, Reading Reading) : IProbe
    {
        public string Detector => Rule.Id;

        public Task<Reading> ReadAsync(CancellationToken cancellation) => Task.FromResult(Reading);
    }

    sealed class Neighbours : IProductLook, IRecentDeploys, IRecentCommits, IReliabilityReports, IOrgSearch
    {
        public bool CommitsHang { get; set; }

        public bool ReportsBreak { get; set; }

        public string? DeploysWhyNot { get; set; }

        public Uri? WholeList => null;

        public Task<EndpointLook> HealthAsync(CancellationToken cancellation) => Task.FromResult(Good);

        public Task<EndpointLook> ReadAsync(CancellationToken cancellation) => Task.FromResult(Good);

        public Task<Listing<FoundOrg>> FindAsync(string words, TimeSpan patience, CancellationToken cancellation) =>
            Task.FromResult<Listing<FoundOrg>>(new Listing<FoundOrg>.Read([]));

        Task<Listing<RecentDeploy>> IRecentDeploys.ReadAsync(string repository, DateTimeOffset since, CancellationToken cancellation) =>
            Task.FromResult<Listing<RecentDeploy>>(
                DeploysWhyNot is { } why ? new Listing<RecentDeploy>.NotRead(why) : new Listing<RecentDeploy>.Read([]));

        // One that does not even hear that nobody waits any more.
        Task<Listing<RecentCommit>> IRecentCommits.ReadAsync(string repository, DateTimeOffset since, CancellationToken cancellation) =>
            CommitsHang ? new TaskCompletionSource<Listing<RecentCommit>>().Task
            : Task.FromResult<Listing<RecentCommit>>(new Listing<RecentCommit>.Read([]));

        Task<Listing<ReliabilityReport>> IReliabilityReports.ReadAsync(CancellationToken cancellation) => ReportsBreak
            ? throw new InvalidOperationException("broken")
            : Task.FromResult<Listing<ReliabilityReport>>(new Listing<ReliabilityReport>.Read([]));

        static EndpointLook Good => new(new EndpointAnswer.Status(200), TimeSpan.FromMilliseconds(84));
    }
}
