using System.Text.RegularExpressions;

namespace OnCall.Peers.NodeSuites;

/// <summary>A file of tests for node, beside our program.</summary>
/// <param name="File">Relative to our program's folder.</param>
public sealed partial record NodeSuite(string File)
{
    const string OneTest = @"^test\('(?<name>[^']+)'";

    public string Path => System.IO.Path.Combine(AppContext.BaseDirectory, File);

    /// <summary>Read and not asked of node: listing tests must not take what running them takes.</summary>
    public IEnumerable<string> TestNames => Tests().Matches(System.IO.File.ReadAllText(Path))
        .Select(match => match.Groups["name"].Value);

    public static IEnumerable<NodeSuite> In(string folder) =>
        Directory.EnumerateFiles(System.IO.Path.Combine(AppContext.BaseDirectory, folder), "*.mjs")
            .Select(file => new NodeSuite(System.IO.Path.GetRelativePath(AppContext.BaseDirectory, file)))
            .Where(suite => suite.TestNames.Any())
            .OrderBy(suite => suite.File, StringComparer.Ordinal);

    [GeneratedRegex(OneTest, RegexOptions.Multiline)]
    private static partial Regex Tests();
}
