using System.Diagnostics;
using System.Text.RegularExpressions;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.OneMachine;

/// <summary>What somebody meets who runs the README's commands.</summary>
public sealed partial class UpStories
{
    static readonly Dictionary<string, string?> Nothing = [];

    static readonly string[] FreePorts =
        ["--functions-port", "0", "--slack-port", "0", "--pagerduty-port", "0", "--github-port", "0", "--novavms-port", "0"];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_webhook_signed_by_hand_as_the_README_shows_is_declared_in_the_Slack_sandbox()
    {
        await using var up = LocalHostProgram.Start(Nothing, FreePorts);
        await up.SaysAsync("Page somebody");
        var functions = AddressIn(up.Output, "functions");
        var lines = ReadmeLines().Replace("http://127.0.0.1:7071", functions, StringComparison.Ordinal);
        Assert.NotEqual(ReadmeLines(), lines);

        Assert.Equal("""{"outcome":"taken"}""", await BashAsync(lines));

        using var http = new HttpClient();
        var slack = new Uri(AddressIn(up.Output, "Slack"));
        var page = "";
        await Eventually.TrueAsync(
            () => (page = http.GetStringAsync(slack, Cancellation).GetAwaiter().GetResult()).Contains("API answers 5xx", StringComparison.Ordinal),
            "the declaration on the sandbox's page");
        Assert.Contains("novavms-incident-live", page, StringComparison.Ordinal);
        await up.SaysAsync("Incident declared");
        Assert.Equal(0, await up.InterruptAsync());
    }

    [Fact]
    public async Task The_health_address_that_is_printed_answers()
    {
        await using var up = LocalHostProgram.Start(Nothing, [.. FreePorts, "--in-memory"]);
        await up.SaysAsync("Page somebody");

        using var http = new HttpClient();
        var health = await http.GetStringAsync(new Uri(AddressIn(up.Output, "health")), Cancellation);

        Assert.Equal("""{"status":"Healthy","checks":{"storage":"answers","serviceBus":"answers"}}""", health);
        Assert.Equal(0, await up.InterruptAsync());
    }

    [Fact]
    public async Task The_line_that_is_printed_for_paging_somebody_pages_somebody()
    {
        await using var up = LocalHostProgram.Start(Nothing, [.. FreePorts, "--in-memory"]);
        await up.SaysAsync("Page somebody");

        await BashAsync(CurlLine().Match(up.Output).Value);

        await up.SaysAsync("(level 1): Cloud API answers 5xx");
        await up.SaysAsync("Incident declared");
        Assert.Equal(0, await up.InterruptAsync());
    }

    [Fact]
    public async Task Without_Node_the_error_says_what_to_install()
    {
        var path = new Dictionary<string, string?> { ["PATH"] = "/nowhere" };
        await using var up = LocalHostProgram.Start(path, FreePorts);

        Assert.Equal(2, await up.EndAsync());
        Assert.Contains("Install Node.js 20 or newer", up.Output, StringComparison.Ordinal);
        Assert.Contains("--in-memory", up.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_Node_a_drill_in_memory_goes_well()
    {
        var path = new Dictionary<string, string?> { ["PATH"] = "/nowhere" };
        await using var drill = LocalHostProgram.Start(path, "drill", "acknowledged-page", "--in-memory");

        Assert.Equal(0, await drill.EndAsync());
        Assert.Contains("As the runbook says.", drill.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--functions-port")]
    [InlineData("--slack-port")]
    [InlineData("--pagerduty-port")]
    [InlineData("--github-port")]
    [InlineData("--novavms-port")]
    public async Task A_taken_port_is_named_with_the_way_out(string option)
    {
        using var somebody = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        somebody.Start();
        var port = $"{((System.Net.IPEndPoint)somebody.LocalEndpoint).Port}";

        var others = FreePorts.Chunk(2).Where(pair => pair[0] != option).SelectMany(pair => pair);
        await using var up = LocalHostProgram.Start(Nothing, [.. others, "--in-memory", option, port]);

        Assert.Equal(2, await up.EndAsync());
        Assert.Contains(port, up.Output, StringComparison.Ordinal);
        Assert.Contains(option, up.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", up.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_drill_that_nobody_knows_is_refused_with_those_that_there_are()
    {
        await using var drill = LocalHostProgram.Start(Nothing, "drill", "party");

        Assert.NotEqual(0, await drill.EndAsync());
        Assert.Contains("unacknowledged-page", drill.Output, StringComparison.Ordinal);
    }

    static string AddressIn(string output, string name) =>
        Regex.Match(output, $@"^\s+{name}\s+(\S+)", RegexOptions.Multiline).Groups[1].Value;

    static string ReadmeLines() => HandSigned().Match(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "README.md"))).Groups[1].Value;

    static async Task<string> BashAsync(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euc", script]) { RedirectStandardOutput = true };
        using var bash = Process.Start(start)!;
        var output = await bash.StandardOutput.ReadToEndAsync(Cancellation);
        await bash.WaitForExitAsync(Cancellation);
        Assert.Equal(0, bash.ExitCode);
        return output;
    }

    [GeneratedRegex("```sh\n(body=.*?)```", RegexOptions.Singleline)]
    private static partial Regex HandSigned();

    [GeneratedRegex("curl -sS .*v2/enqueue.*")]
    private static partial Regex CurlLine();
}
