using System.Text.RegularExpressions;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>What the Functions host can run: a host.json, and one folder a function with its function.json.</summary>
public sealed partial record FunctionsFolder(
    string Path, HostSettings Host, IReadOnlyList<FunctionDeclaration> Functions)
{
    /// <summary>Throws one <see cref="LocalHostException"/> that names every file and field that is wrong.</summary>
    /// <param name="settings">What <c>%NAME%</c> in a schedule or queue name is taken from.</param>
    public static FunctionsFolder Read(string path, IReadOnlyDictionary<string, string>? settings = null)
    {
        var checks = new FolderChecks(path, settings ?? new Dictionary<string, string>());
        var host = HostFileReader.Read(checks);
        checks.ThrowIfAny();

        var functions = Directory.EnumerateDirectories(path)
            .Where(folder => File.Exists(System.IO.Path.Combine(folder, "function.json")))
            .Select(folder => System.IO.Path.GetFileName(folder))
            .Order(StringComparer.Ordinal)
            .Select(name => new FunctionFileReader(name, checks).Read())
            .OfType<FunctionDeclaration>()
            .ToList();
        CheckRoutes([.. functions.OfType<FunctionDeclaration.OverHttp>()], checks);
        checks.ThrowIfAny();
        return new FunctionsFolder(path, host!, functions);
    }

    static void CheckRoutes(IReadOnlyList<FunctionDeclaration.OverHttp> functions, FolderChecks checks)
    {
        foreach (var (place, function) in functions.Index())
            if (functions.Take(place).FirstOrDefault(other => AnswersTheSame(function, other)) is { } other)
                checks.Fail(
                    $"{function.Name}/function.json", "route", $"'{function.Route}' is taken by {other.Name} already.");
    }

    static bool AnswersTheSame(FunctionDeclaration.OverHttp a, FunctionDeclaration.OverHttp b) =>
        (a.Methods.Count == 0 || b.Methods.Count == 0 || a.Methods.Intersect(b.Methods).Any())
        && Nameless(a.Route).Equals(Nameless(b.Route), StringComparison.OrdinalIgnoreCase);

    // people/{id} and people/{name} are the same route.
    static string Nameless(string route) => ParameterName().Replace(route, "{");

    [GeneratedRegex(@"\{\w+")]
    private static partial Regex ParameterName();
}
