using OnCall.Core.Triage;

namespace OnCall.Core.Tests.Triage;

/// <summary>"Check the reliability-report directory. Any recent soak fails?" The rule stands in docs/triage.md.</summary>
public class FailedSoakTests
{
    [Theory]
    [InlineData("Soak: failed")]
    [InlineData("- **Soak test**: FAILED after 3 h")]
    [InlineData("| soak 24 h | beta | FAIL |")]
    [InlineData("The soak fails on the second night.")]
    [InlineData("Soak-Test: 2 failures")]
    [InlineData("| soak | ❌ |")]
    [InlineData("## Soak failed")]
    [InlineData("2 soaks failed")]
    public void A_line_that_is_about_the_soak_and_has_a_word_of_failure_says_so(string line) =>
        Assert.Equal(line, FailedSoak.In("2026-03-16.md", $"# Report\n\n{line}\r\n\nThe end."));

    [Theory]
    [InlineData("Soak: passed")]
    [InlineData("Soak: no failures")]
    [InlineData("Soak: 0 failed")]
    [InlineData("0 soak tests failed")]
    [InlineData("No soak failed.")]
    [InlineData("Failed soaks: 0")]
    [InlineData("| Soak failures | 0 |")]
    [InlineData("Failed soaks: none")]
    [InlineData("The soak did not fail.")]
    [InlineData("The soak didn't fail.")]
    [InlineData("The soak is failsafe.")] // another word
    [InlineData("The login failed.")] // of something else
    [InlineData("soakingly failed")] // another word
    [InlineData("")]
    public void What_is_denied_or_about_something_else_does_not(string line) =>
        Assert.Null(FailedSoak.In("2026-03-16.md", $"# Report\n\n{line}\n"));

    [Theory]
    [InlineData("## Soak\n\n### Beta\nResult: FAILED", "Result: FAILED")]
    [InlineData("## Soak\nResult: passed\n## Load\nResult: FAILED", null)]
    [InlineData("#soak\nResult: FAILED", null)] // no heading without its space
    [InlineData("# Soak of 2.4.0\n## Setup\nfine\n## Outcome\nResult: failed", "Result: failed")]
    public void Under_a_heading_about_the_soak_every_line_is_about_it_until_the_next_one(string report, string? line) =>
        Assert.Equal(line, FailedSoak.In("2026-03-16.md", report));

    [Fact]
    public void A_file_that_is_named_after_the_soak_is_all_about_it() =>
        Assert.Equal("Verdict: failed", FailedSoak.In("2026-03-16-soak-beta.md", "# Night of the 16th\nVerdict: failed"));

    [Theory]
    [InlineData("2026-03-16-soak.md", "2026-03-16")]
    [InlineData("soak_2026-03-16_and_2026-03-17.md", "2026-03-16")]
    [InlineData("soak-2026-03-16", "2026-03-16")]
    [InlineData("2026-02-30.md", null)] // no such day
    [InlineData("12026-03-161.md", null)]
    [InlineData("README.md", null)]
    public void A_report_is_dated_by_the_first_date_in_its_name(string name, string? date) => Assert.Equal(
        date is null ? (DateOnly?)null : DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture),
        ReliabilityReport.DateIn(name));
}
