using System.Text.RegularExpressions;
using OnCall.Core.Processes;

namespace OnCall.Stories.OneMachine;

/// <summary>Keeps the promises of docs/runbook-map.md.</summary>
public sealed partial class RunbookMapTests
{
    static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    static string Map { get; } = File.ReadAllText(Path.Combine(Root, "docs", "runbook-map.md"));

    [Fact]
    public void Every_test_that_the_map_names_exists()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var named = TestName().Matches(Map).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Matches($@"public (async )?\w+ {name}\(", tests));
    }

    [Fact]
    public void Every_file_that_the_map_names_exists()
    {
        var named = FileName().Matches(Map).Select(match => match.Groups[1].Value).Distinct().ToList();
        var files = Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => file.Replace('\\', '/')).ToList();

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(files, file => file.EndsWith($"/{name}", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_rule_that_an_event_is_recorded_under_stands_in_the_map() =>
        Assert.All(Rules.All, rule => Assert.Contains($"`{rule.Id}", Map, StringComparison.Ordinal));

    // Test names have underscores, and nothing else in the map between backticks that starts with a capital does.
    [GeneratedRegex("`([A-Z][A-Za-z0-9]*_[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`([A-Za-z/]+\.cs)`")]
    private static partial Regex FileName();

    static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "OnCallFunctions.sln"))
        ? folder
        : FindRoot(Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests do not run inside the repository."));
}
