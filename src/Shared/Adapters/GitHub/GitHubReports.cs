using System.Text;
using System.Text.Json;
using OnCall.Adapters.Json;
using OnCall.Adapters.Text;
using OnCall.Core.Policy;
using OnCall.Core.Triage;
using OnCall.Engine.Reconcile;
using OnCall.Engine.Triage;

namespace OnCall.Adapters.GitHub;

/// <summary>The folder of the reliability reports that the policy names; the newest few are read.</summary>
public sealed class GitHubReports(GitHubCalls calls, GitHubSettings settings, OnCallPolicy policy) : IReliabilityReports
{
    public const int MaxReports = 5;

    const int MaxLineLength = 200;

    static readonly Dictionary<string, string> Everything = [];

    // What is no text is said to be none, instead of being read as one full of question marks.
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // HEAD is the default branch, whatever it is called.
    public Uri? WholeList => policy.Triage.ReliabilityReports is { } named
        ? new Uri(settings.WebUrl, $"{named.Repository}/tree/HEAD/{GitHubCalls.Escaped(named.Folder)}")
        : null;

    public async Task<Listing<ReliabilityReport>> ReadAsync(CancellationToken cancellation)
    {
        if (policy.Triage.ReliabilityReports is not { } named)
            return new Listing<ReliabilityReport>.NotRead("No folder is named under triage.reliabilityReports in the policy.");

        var place = new GitHubPlace(named.Repository, "contents", "triage.reliabilityReports");
        var folder = await GitHubFolder.ListAsync(calls, place, named.Folder, cancellation);
        return folder is GitHubFolder.Read found
            ? new Listing<ReliabilityReport>.Read(await Task.WhenAll(
                NewestOf(found.Files).Select(async file => new ReliabilityReport(
                    file.Name, ReliabilityReport.DateIn(file.Name), file.Url, await ReadSoakAsync(place, file, cancellation)))))
            : folder.As<ReliabilityReport>(_ => throw new System.Diagnostics.UnreachableException("It was not read."));
    }

    // Those without a date come last: a README is no report.
    static IEnumerable<GitHubFile> NewestOf(IEnumerable<GitHubFile> files) => files
        .OrderByDescending(file => ReliabilityReport.DateIn(file.Name) ?? DateOnly.MinValue)
        .ThenByDescending(file => file.Name, StringComparer.OrdinalIgnoreCase)
        .Take(MaxReports);

    async Task<SoakReading> ReadSoakAsync(GitHubPlace place, GitHubFile file, CancellationToken cancellation) =>
        await calls.GetAsync(place, $"contents/{GitHubCalls.Escaped(file.Path)}", Everything, cancellation) switch
        {
            GitHubAnswer.Given given when given.Body.Text("encoding") == "none" => new SoakReading.NotRead(
                "It is larger than GitHub gives."),
            GitHubAnswer.Given given when TextOf(given.Body) is { } text =>
                FailedSoak.In(file.Name, text) is { } line
                    ? new SoakReading.Failed(Shortened.To(line, MaxLineLength))
                    : new SoakReading.NoneFailed(),
            GitHubAnswer.NotGiven refused => new SoakReading.NotRead(refused.Why),
            _ => new SoakReading.NotRead("It is no text."),
        };

    // An empty file has an empty text, which is as good as none to LenientJson.
    static string? TextOf(JsonElement file)
    {
        try
        {
            return file.Text("encoding") == "base64"
                ? Strict.GetString(Convert.FromBase64String(file.Text("content") ?? ""))
                : null;
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}
