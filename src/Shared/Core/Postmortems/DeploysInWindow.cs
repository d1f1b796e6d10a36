using OnCall.Core.Triage;

namespace OnCall.Core.Postmortems;

/// <summary>What came into one repository or out of it before the incident and while it lasted.</summary>
/// <param name="Repository">"owner/name".</param>
public sealed record RepositoryChanges(string Repository, Changes<RecentDeploy> Deploys, Changes<RecentCommit> Commits);

/// <summary>What was found, or why it is not known: what was not read is never none.</summary>
public abstract record Changes<T>
{
    Changes() { }

    /// <param name="Items">Newest first.</param>
    public sealed record Read(IReadOnlyList<T> Items) : Changes<T>;

    /// <param name="Why">A sentence.</param>
    public sealed record NotRead(string Why) : Changes<T>;
}

/// <summary>The time in which what changed may have had to do with an incident.</summary>
/// <param name="Changes">A repository after the other; none when the policy names none.</param>
public sealed record DeploysInWindow(DateTimeOffset From, DateTimeOffset Until, IReadOnlyList<RepositoryChanges> Changes)
{
    public static DeploysInWindow Of(
        DateTimeOffset from, DateTimeOffset until, IEnumerable<RepositoryChanges> read) => new(from, until,
        [.. read.Select(one => new RepositoryChanges(
            one.Repository, Within(one.Deploys, deploy => deploy.At, from, until), Within(one.Commits, commit => commit.At, from, until)))]);

    static Changes<T> Within<T>(Changes<T> changes, Func<T, DateTimeOffset> at, DateTimeOffset from, DateTimeOffset until) =>
        changes is Changes<T>.Read read ? new Changes<T>.Read([.. read.Items.Where(item => at(item) >= from && at(item) <= until)]) : changes;
}
