using OnCall.Core.Deploys;
using OnCall.Core.Handovers;
using OnCall.Core.Incidents;
using OnCall.Core.Orgs;
using OnCall.Core.Postmortems;
using OnCall.Core.Processes;
using OnCall.Core.Silences;
using static OnCall.Core.Tests.Novalien;

namespace OnCall.Core.Tests.Handovers;

/// <summary>The most pressing first, because long lists are cut.</summary>
public class NoteLinesTests
{
    static readonly DateTimeOffset Now = HandoverStory.At(HandoverStory.TheMonday);
    static readonly Uri All = new("https://example.com/all");

    [Fact]
    public void Incidents_that_nobody_has_come_first_and_then_the_oldest() => Assert.Equal(
        [
            "young: nobody has acknowledged it, open for 5 min",
            "old: acknowledged by Ada, open for 2 d 4 h",
            "middling: acknowledged by Ada, open for 3 h",
        ],
        TextsOf(NoteLines.Of(
            [Incident("middling", 3.Hours(), Actor.Of(Ada)), Incident("old", 52.Hours(), Actor.Of(Ada)), Incident("young", 5.Minutes(), null)],
            [], [], All, Now)));

    [Theory]
    [InlineData("2026-03-16-PABC123-api-down.md", true)]
    [InlineData("pabc123.md", true)]
    [InlineData("api-down_PABC123", true)]
    [InlineData("PABC1234, then PABC123.md", true)] // the second time it is a word
    [InlineData("2026-03-16-PABC1234-api-down.md", false)]
    [InlineData("2026-03-16-XPABC123.md", false)]
    [InlineData("2026-03-16-api-down.md", false)]
    public void An_incident_links_the_postmortem_draft_that_names_it_as_a_whole_word(string file, bool isLinked)
    {
        var written = new Postmortem(file, new Uri("https://github.com/x"));
        Assert.Equal(
            isLinked ? new NoteLink("postmortem draft", written.Url) : null,
            Assert.Single(NoteLines.Of([Incident("PABC123", 3.Hours(), null)], [], [written], All, Now).Lines).More);
    }

    [Fact]
    public void Of_several_drafts_the_newest_is_linked()
    {
        Postmortem[] written = [Named("2026-03-16-P1.md"), Named("2026-03-18-P1.md"), Named("2026-03-19-P2.md")];
        Assert.Equal(written[1], Postmortem.Of(new IncidentId("P1"), written));

        static Postmortem Named(string name) => new(name, new Uri($"https://github.com/{name}"));
    }

    [Fact]
    public void Deploys_that_are_not_done_come_first_then_by_environment_and_the_newest() => Assert.Equal(
        [
            "beta: cloud v4, failed, by ada",
            "alpha: cloud v3, live, by ada",
            "alpha: cloud v2, live, by ada",
            "beta: cloud v1, live, by ada",
        ],
        TextsOf(NoteLines.Of(
            [Deploy("v1", "beta", 1), Deploy("v2", "alpha", 3), Deploy("v3", "alpha", 2), Deploy("v4", "beta", 9) with { State = DeployState.Failed }],
            ["alpha", "beta"], All)));

    [Fact]
    public void A_long_list_is_cut_with_its_count_and_a_link()
    {
        var section = Assert.IsType<SectionContent.Known>(NoteLines.Of(
            [.. Enumerable.Range(0, 1000).Select(i => new Org($"org_{i}", $"Org {i:D4}"))], All));

        Assert.Equal((NoteLines.MaxLines, 1000, All), (section.Lines.Count, section.Total, section.WholeList));
    }

    [Fact]
    public void Silences_that_lift_within_the_week_and_noisy_alerts_all_stand_there()
    {
        KnownAlert[] open =
        [
            .. Enumerable.Range(1, SilenceBook.MaxKept - 2).Select(number => Alert(number, SilenceKind.Noisy, until: null)),
            Alert(100, SilenceKind.Silence, Now.AddDays(6)),
            Alert(101, SilenceKind.Silence, Now.AddDays(8)),
        ];
        var section = Assert.IsType<SectionContent.Known>(NoteLines.Of(new SilenceBook(101, open, []), Now));

        Assert.Equal(SilenceBook.MaxKept - 1, section.Lines.Count);
        Assert.Equal(new NoteLine("alert 100: silenced (why), lifts", Url: null, Now.AddDays(6)), section.Lines[0]);
        Assert.Equal("alert 1: known to be noisy (why)", section.Lines[1].Text);
    }

    static IEnumerable<string> TextsOf(SectionContent content) => ((SectionContent.Known)content).Lines.Select(line => line.Text);

    static OpenIncident Incident(string title, TimeSpan age, Actor? owner) =>
        new(new Page(new IncidentId(title), title, null, null, Now - age), owner);

    static Deploy Deploy(string version, string environment, int hoursAgo) =>
        new("novalien/cloud", environment, version, "ada", Now.AddHours(-hoursAgo), DeployState.Live, null);

    static KnownAlert Alert(int number, SilenceKind kind, DateTimeOffset? until) =>
        new(number, kind, $"alert {number}", "why", Actor.Of(Ada), Now, until);
}
