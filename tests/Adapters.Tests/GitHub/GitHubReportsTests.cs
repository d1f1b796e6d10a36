using OnCall.Adapters.GitHub;
using OnCall.Core.Policy;
using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.GitHub;

/// <summary>"docs/reliability-reports/ in the repo — most recent file first", over real HTTP.</summary>
public sealed class GitHubReportsTests : PlayedGitHub
{
    const string Folder = "docs/reliability-reports";

    static readonly TriagePolicy Named = TriagePolicy.Standard with { ReliabilityReports = new RepositoryFolder(Cloud, Folder) };

    [Fact]
    public async Task The_newest_few_are_read_newest_first_and_a_soak_that_failed_is_quoted()
    {
        GitHub.Write(Cloud, $"{Folder}/README.md", "Each soak that failed stands here.");
        for (var day = 1; day <= 6; day++)
            GitHub.Write(Cloud, $"{Folder}/2026-05-0{day}.md", day == 4 ? "# Night\n\nSoak: FAILED at 03:10\n" : "Soak: passed");

        var reports = await ListAsync();
        Assert.Equal(
            ["2026-05-06.md", "2026-05-05.md", "2026-05-04.md", "2026-05-03.md", "2026-05-02.md"], reports.Select(report => report.Name));
        Assert.Equal(
            new ReliabilityReport(
                "2026-05-04.md", new DateOnly(2026, 5, 4), new Uri($"https://github.com/{Cloud}/blob/main/{Folder}/2026-05-04.md"),
                new SoakReading.Failed("Soak: FAILED at 03:10")),
            reports[2]);
        Assert.Equal(4, reports.Count(report => report.Soak is SoakReading.NoneFailed));
        Assert.Equal(1 + GitHubReports.MaxReports, GitHub.Calls.Count);
    }

    [Fact]
    public async Task The_date_in_the_name_decides_wherever_it_stands_and_what_has_none_comes_last()
    {
        foreach (var name in (string[])["zebra.md", "soak-2026-05-02.md", "2026-05-01.md", "a-2026-05-03.md"])
            GitHub.Write(Cloud, $"{Folder}/{name}", "");
        Assert.Equal(
            ["a-2026-05-03.md", "soak-2026-05-02.md", "2026-05-01.md", "zebra.md"], (await ListAsync()).Select(report => report.Name));
        Assert.All(await ListAsync(), report => Assert.IsType<SoakReading.NoneFailed>(report.Soak));
    }

    [Fact]
    public async Task One_that_is_too_large_stands_there_and_says_so()
    {
        GitHub.Write(Cloud, $"{Folder}/2026-05-01.md", new string('x', 1024 * 1024 + 1));
        Assert.Equal(new SoakReading.NotRead("It is larger than GitHub gives."), Assert.Single(await ListAsync()).Soak);
    }

    [Theory]
    [InlineData("""{"encoding":"base64","content":"/9j/4AAQ"}""")] // a picture
    [InlineData("""{"encoding":"base64","content":"*"}""")]
    [InlineData("{}")]
    [InlineData("[]")]
    public async Task One_that_is_no_text_stands_there_and_says_so(string body)
    {
        var handler = new AnsweringHandler(request => new HttpResponseMessage
        {
            Content = new StringContent(
                request.RequestUri!.AbsolutePath.EndsWith("reports", StringComparison.Ordinal)
                    ? """[{"type":"file","name":"1.md","path":"docs/1.md","html_url":"https://github.com/x"}]""" : body,
                mediaType: new("application/json")),
        });
        var reports = new GitHubReports(CallsOf(handler: handler), SettingsOf(), Fixture.Policy with { Triage = Named });
        Assert.Equal(
            new SoakReading.NotRead("It is no text."),
            Assert.Single(Assert.IsType<Listing<ReliabilityReport>.Read>(await reports.ReadAsync(Cancellation)).Items).Soak);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_yet_has_none() => Assert.Empty(await ListAsync());

    [Fact]
    public async Task Without_a_folder_or_an_answer_it_is_said_why()
    {
        Assert.Equal("No folder is named under triage.reliabilityReports in the policy.", await WhyNotReadAsync(TriagePolicy.Standard));
        Assert.Empty(GitHub.Calls);
        Assert.Equal(
            "GitHub__Token may not read novalien/x (404): give it read access, or mend the name under triage.reliabilityReports in the policy.",
            await WhyNotReadAsync(Named with { ReliabilityReports = new RepositoryFolder("novalien/x", Folder) }));
        GitHub.GoDown();
        Assert.Equal($"GitHub failed with 503 ServiceUnavailable about {Cloud}.", await WhyNotReadAsync(Named));
    }

    [Fact]
    public void People_find_all_of_them_on_the_default_branch()
    {
        Assert.Equal($"{GitHub.Url}{Cloud}/tree/HEAD/{Folder}", Reports(Named).WholeList?.AbsoluteUri);
        Assert.Null(Reports(TriagePolicy.Standard).WholeList);
    }

    async Task<IReadOnlyList<ReliabilityReport>> ListAsync() =>
        Assert.IsType<Listing<ReliabilityReport>.Read>(await Reports(Named).ReadAsync(Cancellation)).Items;

    async Task<string> WhyNotReadAsync(TriagePolicy policy) =>
        Assert.IsType<Listing<ReliabilityReport>.NotRead>(await Reports(policy).ReadAsync(Cancellation)).Why;

    GitHubReports Reports(TriagePolicy policy) => new(CallsOf(), SettingsOf(), Fixture.Policy with { Triage = policy });
}
