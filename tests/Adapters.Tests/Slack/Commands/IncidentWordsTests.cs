using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Incidents;

namespace OnCall.Adapters.Tests.Slack.Commands;

/// <summary>What somebody types about an incident.</summary>
public class IncidentWordsTests
{
    [Theory]
    [InlineData("Rolling back", null, "Rolling back")]
    [InlineData("PGR0VU2 Rolling back", "PGR0VU2", "Rolling back")]
    [InlineData("pgr0vu2 Rolling back", "pgr0vu2", "Rolling back")] // one that is open, as it was typed
    [InlineData("PGR0VU3 Rolling back", "PGR0VU3", "Rolling back")] // looks like one: refused, and never said to everybody
    [InlineData("PLAYBACK is black", null, "PLAYBACK is black")]
    [InlineData("5xx is over", null, "5xx is over")]
    [InlineData("", null, "")]
    public void An_incidents_id_comes_first(string text, string? id, string rest) =>
        Assert.Equal((id, rest), IncidentWords.Addressed(text, ["PGR0VU2"]));

    [Theory]
    [InlineData("", EscalationRole.Secondary, "")]
    [InlineData("secondary", EscalationRole.Secondary, "")]
    [InlineData("Lead primary unreachable since 9", EscalationRole.Lead, "primary unreachable since 9")]
    [InlineData("CTO", EscalationRole.Cto, "")]
    public void Then_whom_to_page_and_why(string text, EscalationRole role, string reason)
    {
        Assert.Equal((role, reason), IncidentWords.Whom(text, out var refusal));
        Assert.Null(refusal);
    }

    [Fact]
    public void Nobody_is_paged_by_a_word_that_is_no_level()
    {
        Assert.Null(IncidentWords.Whom("boss please", out var refusal));
        Assert.Equal("role: 'boss' is none of secondary, lead, cto; say first whom to page.", refusal!.ToString());
    }
}
