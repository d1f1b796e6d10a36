using OnCall.Stories.Fixtures;

namespace OnCall.Stories.OneMachine;

/// <summary>The command that says, before anything happens, whether pages would arrive.</summary>
public sealed class PreflightCommandStories : IDisposable
{
    readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("oncall-story-");

    [Fact]
    public async Task Against_an_up_that_runs_everybody_is_known_and_what_was_not_read_is_said()
    {
        await using var up = Start(
            policy: null, "--functions-port", "0", "--slack-port", "0", "--pagerduty-port", "0", "--github-port", "0",
            "--novavms-port", "0", "--in-memory");
        await up.SaysAsync("Page somebody");

        var said = await RunAsync(expected: 0, policy: null);
        Assert.DoesNotContain("PagerDuty", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Slack", said, StringComparison.Ordinal);
        Assert.Contains("The stored overrides could not be read: the `up` that runs keeps them", said, StringComparison.Ordinal);

        var wrong = await RunAsync(expected: 1, await PolicyWithAsync("PADA001", "PGONE"));
        Assert.Contains("error    PagerDuty does not know Ada as PGONE.", wrong, StringComparison.Ordinal);
        Assert.Contains("Copy the id at the end of the address", wrong, StringComparison.Ordinal);
        Assert.Contains(
            "error    Slack does not know Ada as U0GONE.", await RunAsync(expected: 1, await PolicyWithAsync("U0ADA", "U0GONE")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_nobody_to_ask_that_is_said_and_nothing_is_called_wrong()
    {
        var said = await RunAsync(expected: 0, policy: null);
        Assert.Contains("It could not be read whether PagerDuty knows Ada: PagerDuty__ApiToken is not set", said, StringComparison.Ordinal);
        Assert.Contains("It could not be read whether Slack knows Ada: Slack__BotToken is not set", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_policy_that_is_not_valid_is_an_error_that_names_the_field() => Assert.Contains(
        "zone: 'Europe/Barlin' is not an IANA time zone",
        await RunAsync(expected: 1, await PolicyWithAsync("Europe/Berlin", "Europe/Barlin")), StringComparison.Ordinal);

    public void Dispose() => _temporary.Delete(recursive: true);

    async Task<string> PolicyWithAsync(string old, string replacement)
    {
        var file = Path.Combine(_temporary.FullName, "policy.json");
        var policy = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "oncall.json"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file, policy.Replace(old, replacement, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return file;
    }

    async Task<string> RunAsync(int expected, string? policy)
    {
        await using var program = Start(policy, "preflight");
        var code = await program.EndAsync();
        Assert.True(code == expected, $"{code} and not {expected}:\n{program.Output}");
        return program.Output;
    }

    LocalHostProgram Start(string? policy, params string[] arguments) => LocalHostProgram.Start(
        new Dictionary<string, string?> { ["TMPDIR"] = _temporary.FullName, ["OnCall__PolicyFile"] = policy }, arguments);
}
