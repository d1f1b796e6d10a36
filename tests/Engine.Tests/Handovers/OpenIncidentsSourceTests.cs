using Microsoft.Extensions.Time.Testing;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Core.Processes;
using OnCall.Engine.Handovers;
using OnCall.Engine.Incidents;
using OnCall.Engine.Postmortems;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Tests.Handovers;

/// <summary>"Open incidents and their state (link to postmortem drafts if any)."</summary>
public sealed class OpenIncidentsSourceTests : IIncidentSource, IClosedIncidents, IPostmortems
{
    static readonly DateTimeOffset Now = HandoverRoom.At("2026-01-12T09:00Z");
    static readonly Uri Draft = new("https://github.com/novalien/novavms-cloud/blob/main/docs/postmortems/2026-01-12-P1.md");

    readonly FakeTimeProvider _machine = new(Now);
    readonly List<StandingIncident> _open =
    [
        new(new IncidentId("P1"), new IncidentCommand.Raise(
            new Page(new IncidentId("P1"), "API 5xx", null, new Uri("https://acme.pagerduty.com/incidents/P1"), Now.AddHours(-1)), Now)),
    ];

    Listing<Postmortem> _written = new Listing<Postmortem>.Read([new Postmortem("2026-01-12-P1.md", Draft)]);
    readonly List<IncidentEnd> _closed = [];
    bool _hangs;
    bool _isStorageAway;

    [Fact]
    public async Task An_open_incident_links_its_postmortem_draft()
    {
        var section = await ReadAsync();
        Assert.Equal((new NoteLink("postmortem draft", Draft), null), (Assert.Single(section.Lines).More, section.Gap));
    }

    [Fact]
    public async Task When_the_folder_cannot_be_read_the_incidents_still_stand_there_and_it_is_said_why()
    {
        _written = new Listing<Postmortem>.NotRead("GitHub failed with 503.");
        var section = await ReadAsync();

        Assert.Equal("API 5xx: nobody has acknowledged it, open for 1 h", Assert.Single(section.Lines).Text);
        Assert.Equal("Postmortem drafts could not be read: GitHub failed with 503.", section.Gap);
    }

    [Fact]
    public async Task A_folder_that_takes_too_long_does_not_take_the_incidents_with_it()
    {
        _hangs = true;
        var reading = ReadAsync();
        _machine.Advance(DraftLimit.ReadWithin - TimeSpan.FromSeconds(1));

        var section = await reading;
        Assert.Single(section.Lines);
        Assert.Equal("Postmortem drafts could not be read: Their folder was not listed in time.", section.Gap);
    }

    [Fact]
    public async Task Without_an_open_incident_nobody_misses_a_draft()
    {
        _open.Clear();
        _written = new Listing<Postmortem>.NotRead("GitHub failed with 503.");
        Assert.Null((await ReadAsync()).Gap);
    }

    [Fact]
    public async Task What_was_resolved_since_the_last_handover_links_the_draft_that_was_offered()
    {
        _open.Clear();
        var (offered, merged) = (new Uri("https://github.com/novalien/novavms-cloud/pull/7"), Draft);
        _closed.AddRange(
            [Closed("P9", TimeSpan.FromHours(2), offered), Closed("P1", TimeSpan.FromDays(2), offered), Closed("P8", TimeSpan.FromDays(1), null),
            Closed("P7", TimeSpan.FromDays(8), offered)]);
        var section = await ReadAsync();

        Assert.Equal(["P9: resolved by Ada", "P1: resolved by Ada"], section.Lines.Select(line => line.Text));
        Assert.Equal([offered, merged], section.Lines.Select(line => line.More!.Url));
        Assert.Equal((2, Now.AddHours(-2)), (section.Total, section.Lines[0].When));
    }

    [Fact]
    public async Task While_storage_is_away_the_open_incidents_still_stand_there()
    {
        _isStorageAway = true;
        var section = await ReadAsync();
        Assert.Single(section.Lines);
        Assert.Equal("Postmortem drafts could not be read: What was resolved could not be looked up in storage.", section.Gap);
    }

    static IncidentEnd Closed(string id, TimeSpan ago, Uri? draft) => new(
        new Page(new IncidentId(id), id, null, null, Now - ago), Actor.PagerDutyUser("PADA001", "Ada"), Now - ago, null, TimeSpan.Zero, 0, 0)
    {
        Postmortem = draft,
    };

    public Task<IReadOnlyList<IncidentEnd>> ReadClosedAsync(CancellationToken cancellation) =>
        _isStorageAway ? throw new IOException("away") : Task.FromResult<IReadOnlyList<IncidentEnd>>(_closed);

    async Task<SectionContent.Known> ReadAsync() => Assert.IsType<SectionContent.Known>(
        await new OpenIncidentsSource(this, this, this, new FakeTimeProvider(Now), new DraftLimit(_machine))
            .ReadAsync(TestContext.Current.CancellationToken));

    public Task<Listing<StandingIncident>> ReadOpenAsync(CancellationToken cancellation) =>
        Task.FromResult<Listing<StandingIncident>>(new Listing<StandingIncident>.Read([.. _open]));

    public Task<Listing<StandingIncident>> ReadAsync(IncidentId incident, CancellationToken cancellation) =>
        throw new NotSupportedException("Nobody asks for one.");

    async Task<Listing<Postmortem>> IPostmortems.ReadAsync(CancellationToken cancellation)
    {
        if (_hangs)
            await Task.Delay(Timeout.InfiniteTimeSpan, _machine, cancellation);
        return _written;
    }
}
