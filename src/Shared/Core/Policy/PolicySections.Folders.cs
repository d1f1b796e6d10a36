namespace OnCall.Core.Policy;

/// <summary>Folders of repositories that the policy names.</summary>
static partial class PolicySections
{
    public static PostmortemsPolicy? Postmortems(PolicyFile.PostmortemsEntry? entry, PolicyChecks checks) => entry is null
        ? null
        : new PostmortemsPolicy(
            Repository("postmortems.repository", entry.Repository, checks), Folder("postmortems.folder", entry.Folder, checks))
        {
            AtLeast = entry.AtLeast is { } least ? checks.Duration("postmortems.atLeast", least) : TimeSpan.Zero,
        };

    public static TriagePolicy Triage(PolicyFile.TriageEntry? entry, PolicyChecks checks)
    {
        var standard = TriagePolicy.Standard;
        if (entry is null)
            return standard;

        var triage = new TriagePolicy(
            entry.ReliabilityReports is { } reports
                ? new RepositoryFolder(
                    Repository("triage.reliabilityReports.repository", reports.Repository, checks),
                    Folder("triage.reliabilityReports.folder", reports.Folder, checks))
                : null,
            entry.LookBack is { } back ? checks.Duration("triage.lookBack", back) : standard.LookBack,
            entry.PrimeSuspectWithin is { } within ? checks.Duration("triage.primeSuspectWithin", within) : standard.PrimeSuspectWithin)
        {
            OnDeclaration = entry.OnDeclaration ?? standard.OnDeclaration,
            CheckWithin = entry.CheckWithin is { } patience ? checks.Duration("triage.checkWithin", patience) : standard.CheckWithin,
        };
        if (triage.CheckWithin > TriagePolicy.MaxCheckWithin)
            checks.Fail("triage.checkWithin", $"is longer than {TriagePolicy.MaxCheckWithin.TotalSeconds} s; write a shorter one, such as \"00:00:10\".");
        if (triage.LookBack > TriagePolicy.MaxLookBack)
            checks.Fail("triage.lookBack", $"is longer than {TriagePolicy.MaxLookBack.TotalDays} days; write a shorter one, such as \"1.00:00:00\".");
        if (triage.PrimeSuspectWithin > triage.LookBack)
            checks.Fail("triage.primeSuspectWithin", "must not be longer than triage.lookBack.");
        return triage;
    }

    static string Repository(string field, string? repository, PolicyChecks checks)
    {
        var name = checks.Text(field, repository);
        if (!string.IsNullOrWhiteSpace(name) && name.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
            checks.Fail(field, $"'{name}' is not a repository; write owner/name, such as \"novalien/novavms-cloud\".");
        return name;
    }

    static string Folder(string field, string? folder, PolicyChecks checks)
    {
        var path = checks.Text(field, folder);
        if (!string.IsNullOrWhiteSpace(path) && path.Split('/').Any(part => part.Trim() is "" or "." or ".." || part.Contains('\\', StringComparison.Ordinal)))
            checks.Fail(field, $"'{path}' is not a folder; write its path from the repository's root, such as \"docs/postmortems\".");
        return path;
    }
}
