using System.Text.RegularExpressions;
using NJsonSchema;

namespace OnCall.Stories.HostContract;

/// <summary>What we tell the Functions host about ourselves is what its published schemas allow.</summary>
public sealed partial class DeclarationTests
{
    public static TheoryData<string> FunctionFiles => [.. Directory
        .EnumerateFiles(AppContext.BaseDirectory, "function.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file))];

    [Theory]
    [MemberData(nameof(FunctionFiles))]
    public Task Every_function_json_is_as_its_schema_says(string file) => AssertValidAsync(file, "function.schema.json");

    [Fact]
    public Task The_host_json_is_as_its_schema_says() => AssertValidAsync("host.json", "host.schema.json");

    [Fact]
    public void The_functions_are_beside_the_host_json() =>
        Assert.Superset(
            new HashSet<string> { "Health", "Noise", "OnCallNow", "Overrides", "PagerDutyWebhook", "Preflight", "Silences", "SlackCommands", "Sweep", "Wakeup", "WakeupDeadLetter" },
            FunctionFiles.Select(row => Path.GetDirectoryName(row.Data)!).ToHashSet());

    static async Task AssertValidAsync(string file, string schemaFile)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var text = await File.ReadAllTextAsync(
            Path.Combine(AppContext.BaseDirectory, "HostContract", schemaFile), cancellation);
        var schema = await JsonSchema.FromJsonAsync(ConstOfText().Replace(text, "\"enum\": [$1]"), cancellation);
        var json = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, file), cancellation);
        Assert.Empty(schema.Validate(json));
    }

    // The schema of function.json says that it is of draft 4 and yet uses "const", which came with draft 6 and
    // which a validator of draft 4 passes over: every binding would then look like one of SQL as well.
    [GeneratedRegex("\"const\": (\"[^\"]*\")")]
    private static partial Regex ConstOfText();
}
