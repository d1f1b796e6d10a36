using Microsoft.Extensions.Time.Testing;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Postmortems;
using OnCall.Engine.Handovers;
using OnCall.Engine.Postmortems;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Tests.Handovers;

/// <summary>"Open incidents and their state (link to postmortem drafts if any)."</summary>
public sealed class OpenIncidentsSourceTests : IIncidentSource, IPostmortems
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
    bool _hangs;

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

    async Task<SectionContent.Known> ReadAsync() => Assert.IsType<SectionContent.Known>(
        await new OpenIncidentsSource(this, this, new FakeTimeProvider(Now), new DraftLimit(_machine))
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
