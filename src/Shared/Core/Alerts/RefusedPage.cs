using System.Text.Json.Serialization;

namespace OnCall.Core.Alerts;

/// <summary>
/// A page that PagerDuty refused for good. Nothing but people can mend what it was refused for; so it is shouted once, and
/// tried again until they have. On disk.
/// </summary>
/// <param name="Since">When it was refused first.</param>
/// <param name="Why">As it was refused last.</param>
/// <param name="TryAt">Null while a try is under way, and when there is to be none any more.</param>
public sealed record RefusedPage(DateTimeOffset Since, string Why, DateTimeOffset? TryAt)
{
    public static readonly TimeSpan TryEvery = TimeSpan.FromMinutes(5);

    /// <summary>For what nobody can see the end of: whoever was told of it has taken it by then.</summary>
    public static readonly TimeSpan TryFor = TimeSpan.FromHours(1);

    public static RefusedPage First(string why, DateTimeOffset now) => new(now, why, now + TryEvery);

    /// <summary>PagerDuty does not have it, and is not being told of it.</summary>
    [JsonIgnore]
    public bool IsUnpaged => TryAt is not null;

    public bool IsLastTry(DateTimeOffset now) => now - Since >= TryFor;

    public RefusedPage Tried() => this with { TryAt = null };

    public RefusedPage Again(string why, DateTimeOffset now) => this with { Why = why, TryAt = now + TryEvery };
}
