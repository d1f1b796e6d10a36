using OnCall.Stories.Fixtures;

namespace OnCall.Stories.OneMachine;

/// <summary>The command that looks at the dead letters of an <c>up</c> that runs beside it.</summary>
public sealed class DeadLettersCommandStories : IDisposable
{
    static readonly string[] FreePorts =
        ["--functions-port", "0", "--slack-port", "0", "--pagerduty-port", "0", "--github-port", "0", "--novavms-port", "0"];

    // Where an up leaves its address: other tests run some, too.
    readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("oncall-story-");

    [Fact]
    public async Task A_running_up_is_found_by_itself_and_forgotten_when_it_has_ended()
    {
        await using var up = Start(FreePorts);
        await up.SaysAsync("Page somebody");

        Assert.Contains("No dead letters", await RunAsync(expected: 0), StringComparison.Ordinal);

        Assert.Equal(0, await up.InterruptAsync());
        Assert.Empty(Directory.EnumerateFiles(_temporary.FullName, "up-*.json", SearchOption.AllDirectories));
        Assert.Contains("no `up` runs here", await RunAsync(expected: 2), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_up_in_memory_says_that_nobody_else_can_read_it()
    {
        await using var up = Start([.. FreePorts, "--in-memory"]);
        await up.SaysAsync("Page somebody");

        var said = await RunAsync(expected: 2);
        Assert.Contains("--in-memory", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_two_that_run_one_has_to_be_chosen()
    {
        await using var one = Start([.. FreePorts, "--in-memory"]);
        await using var other = Start([.. FreePorts, "--in-memory"]);
        await one.SaysAsync("Page somebody");
        await other.SaysAsync("Page somebody");

        Assert.Contains("Choose it with --functions-port", await RunAsync(expected: 2), StringComparison.Ordinal);
        Assert.Contains("No `up` runs with its functions at port 1", await RunAsync(expected: 2, "--functions-port", "1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_up_that_was_killed_left_behind_is_cleared_away()
    {
        await using (var up = Start([.. FreePorts, "--in-memory"]))
            await up.SaysAsync("Page somebody");
        Assert.Single(Directory.EnumerateFiles(_temporary.FullName, "up-*.json", SearchOption.AllDirectories));

        Assert.Contains("no `up` runs here", await RunAsync(expected: 2), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_temporary.FullName, "up-*.json", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Storage_that_cannot_be_reached_is_said_in_one_line()
    {
        const string Nowhere = "DefaultEndpointsProtocol=http;AccountName=a;AccountKey=YQ==;TableEndpoint=http://127.0.0.1:1/a";
        await using var program = LocalHostProgram.Start(
            new Dictionary<string, string?>
            {
                ["AzureWebJobsStorage"] = Nowhere,
                ["ServiceBus"] = "Endpoint=sb://127.0.0.1:1;SharedAccessKeyName=a;SharedAccessKey=b;UseDevelopmentEmulator=true",
            },
            "deadletters");

        Assert.Equal(2, await program.EndAsync());
        Assert.StartsWith("The storage cannot be reached", Assert.Single(program.Output.Split('\n')), StringComparison.Ordinal);
    }

    public void Dispose() => _temporary.Delete(recursive: true);

    LocalHostProgram Start(params string[] arguments) =>
        LocalHostProgram.Start(new Dictionary<string, string?> { ["TMPDIR"] = _temporary.FullName }, arguments);

    async Task<string> RunAsync(int expected, params string[] arguments)
    {
        await using var program = Start(["deadletters", .. arguments]);
        Assert.Equal((expected, ""), (await program.EndAsync(), expected == 0 ? "" : NoStack(program.Output)));
        return program.Output;
    }

    static string NoStack(string output) => output.Contains("   at ", StringComparison.Ordinal) ? output : "";
}
