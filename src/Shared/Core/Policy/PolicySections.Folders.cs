namespace OnCall.Core.Policy;

/// <summary>Folders of repositories that the policy names.</summary>
static partial class PolicySections
{
    public static PostmortemsPolicy? Postmortems(PolicyFile.FolderEntry? entry, PolicyChecks checks) => entry is null
        ? null
        : new PostmortemsPolicy(
            Repository("postmortems.repository", entry.Repository, checks), Folder("postmortems.folder", entry.Folder, checks));

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
