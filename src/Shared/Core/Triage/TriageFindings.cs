using System.Text.Json.Serialization;

namespace OnCall.Core.Triage;

/// <summary>What was found at a glance. Bounded, because an incident keeps each of them.</summary>
/// <param name="Verdict">One line: what to look at first.</param>
/// <param name="Found">The worst first.</param>
/// <param name="AsOf">The moment that suspicion counts back from: the start of the incident, or when it was asked.</param>
public sealed record TriageFindings(
    string Verdict, IReadOnlyList<TriageFinding> Found, DateTimeOffset AsOf, DateTimeOffset At)
{
    /// <summary>The worst first, and what is equally bad in the runbook's order.</summary>
    public static TriageFindings Of(IReadOnlyList<TriageFinding> found, DateTimeOffset asOf, DateTimeOffset at) => new(
        TriageVerdict.Of([.. found.OrderBy(one => one.Check)]), [.. found.OrderBy(one => one.Mark).ThenBy(one => one.Check)], asOf, at);
}

/// <param name="Says">In a few words: "200 in 84 ms".</param>
/// <param name="Lines">The first few, the worst or newest first.</param>
/// <param name="Total">How many lines there are, with those that are left out.</param>
/// <param name="Gaps">What of it could not be read, in sentences.</param>
/// <param name="WholeList">Where a person sees all of it.</param>
public sealed record TriageFinding(
    TriageCheck Check, TriageMark Mark, string Says, IReadOnlyList<TriageLine> Lines, int Total, IReadOnlyList<string> Gaps,
    Uri? WholeList = null)
{
    public const int MaxLines = 5;
    public const int MaxGaps = 2;
    const int MaxTextLength = 200;
    const int MaxUrlLength = 250;

    /// <summary>As much of it as is kept.</summary>
    public static TriageFinding Of(
        TriageCheck check, TriageMark mark, string says, IReadOnlyList<TriageLine>? lines = null, IReadOnlyList<string>? gaps = null,
        Uri? wholeList = null) => new(
            check, mark, Cut(says), [.. (lines ?? []).Take(MaxLines).Select(Bounded)], lines?.Count ?? 0,
            [.. (gaps ?? []).Take(MaxGaps).Select(Cut)], wholeList);

    /// <param name="why">A sentence.</param>
    public static TriageFinding NotRead(TriageCheck check, string why) => Of(check, TriageMark.NotRead, why);

    // A line whose address is longer than any of GitHub's does without it.
    static TriageLine Bounded(TriageLine line) => line with
    {
        Text = Cut(line.Text),
        Url = line.Url is { AbsoluteUri.Length: <= MaxUrlLength } ? line.Url : null,
    };

    static string Cut(string text) => text.Length <= MaxTextLength ? text : string.Concat(text.AsSpan(0, MaxTextLength - 1), "…");
}

/// <param name="IsSuspect">"A deploy in the last 2 hours is the prime suspect."</param>
public sealed record TriageLine(
    string Text, Uri? Url = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsSuspect = false);

/// <summary>What is looked at, in the runbook's order. The names are on disk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriageCheck>))]
public enum TriageCheck
{
    ProdHealth,
    AuthenticatedRead,
    Deploys,
    Commits,
    Reports,
    Gateways,
    Ingest,

    /// <summary>Only where one is named.</summary>
    Org,
}

/// <summary>The worst first. The names are on disk.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TriageMark>))]
public enum TriageMark
{
    /// <summary>It fails now.</summary>
    Failing,

    /// <summary>It may be the reason.</summary>
    Suspect,

    /// <summary>Neither fine nor wrong: nobody could see it.</summary>
    NotRead,

    Fine,
}

public static class TriageNames
{
    /// <summary>As a person calls it.</summary>
    public static string Spoken(this TriageCheck check) => check switch
    {
        TriageCheck.ProdHealth => "Prod health",
        TriageCheck.AuthenticatedRead => "Authenticated read",
        TriageCheck.Deploys => "Deploys",
        TriageCheck.Commits => "Commits",
        TriageCheck.Reports => "Reliability reports",
        TriageCheck.Gateways => "Gateways",
        TriageCheck.Ingest => "Ingest",
        TriageCheck.Org => "Org",
        _ => throw new System.Diagnostics.UnreachableException($"No name for {check}."),
    };

    /// <summary>Whose answer it is.</summary>
    public static string AnsweredBy(this TriageCheck check) =>
        check is TriageCheck.Deploys or TriageCheck.Commits or TriageCheck.Reports ? "GitHub" : "NovaVMS";
}

/// <summary>How far a run is.</summary>
/// <param name="WaitsFor">"GitHub", "NovaVMS".</param>
public sealed record TriageProgress(int Done, int Total, IReadOnlyList<string> WaitsFor);
