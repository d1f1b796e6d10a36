namespace OnCall.Core.Impersonations;

/// <summary>The grants that run, and those that ended lately: an event about one may come late. On disk.</summary>
public sealed record GrantBook(IReadOnlyList<Grant> Grants)
{
    public static readonly TimeSpan KeptWhenEnded = TimeSpan.FromDays(7);

    /// <summary>What is kept is one property of one row, and must fit into it with the longest of texts.</summary>
    public const int MaxKept = 50;

    public static readonly GrantBook Empty = new([]);

    public Grant? Find(string id) => Grants.FirstOrDefault(grant => grant.Id == id);

    public IReadOnlyList<Grant> RunningAt(DateTimeOffset instant) => [.. Grants.Where(grant => grant.EndsAt > instant)];

    public GrantBook With(Grant grant, DateTimeOffset now)
    {
        // What runs is never forgotten; of what ended, what ended last is kept.
        var running = RunningAt(now);
        var ended = Grants.Except(running).Where(one => one.EndsAt > now - KeptWhenEnded)
            .OrderByDescending(one => one.EndsAt).Take(Math.Max(0, MaxKept - running.Count - 1));
        return new GrantBook([.. ended.Reverse(), .. running, grant]);
    }

    public GrantBook WithEnd(string id, DateTimeOffset at) =>
        new([.. Grants.Select(grant => grant.Id == id ? grant with { EndsAt = at } : grant)]);
}
