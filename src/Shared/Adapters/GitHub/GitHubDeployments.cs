using System.Globalization;
using OnCall.Core.Deploys;
using OnCall.Core.Policy;
using OnCall.Engine.Handovers;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.GitHub;

/// <summary>
/// The deployments of the repositories and environments of the policy. One repository that cannot be read leaves the
/// whole unknown: a note that names the others would look complete.
/// </summary>
public sealed class GitHubDeployments(
    GitHubCalls calls, GitHubSettings settings, OnCallPolicy policy, TimeProvider clock) : IDeploys
{
    /// <summary>What has stood longer than two weeks, a handover has passed on already.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(14);

    /// <summary>Ten calls each at most: GitHub refuses more than a hundred at once.</summary>
    const int PlacesAtOnce = 4;

    // The first repository's page, as the others are one click away.
    public Uri? WholeList => policy.Deploys.Repositories is [var first, ..] ? new Uri(settings.WebUrl, $"{first}/deployments") : null;

    /// <summary>On the machine's clock, as each call's own limit: it answers in real time, also in a drill.</summary>
    public TimeSpan MaxTime { get; init; } = TimeSpan.FromSeconds(30);

    public async Task<Listing<Deploy>> ReadAsync(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow() - Window;
        List<EnvironmentReading> places =
        [
            .. from repository in policy.Deploys.Repositories
               from environment in policy.Deploys.Environments
               select new EnvironmentReading(calls, settings.WebUrl, repository, environment, since),
        ];
        if (places.Count == 0)
            return NotRead("No repositories are named under deploys in the policy.");

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaxTime);
        try
        {
            return Together(await ReadAsync(places, limit.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return NotRead(string.Create(CultureInfo.InvariantCulture,
                $"GitHub took longer than {MaxTime.TotalSeconds} s to list the deployments."));
        }
    }

    static async Task<IReadOnlyList<Listing<Deploy>>> ReadAsync(
        List<EnvironmentReading> places, CancellationToken cancellation)
    {
        var readings = new Listing<Deploy>?[places.Count];
        await Parallel.ForEachAsync(
            places.Index(),
            new ParallelOptions { MaxDegreeOfParallelism = PlacesAtOnce, CancellationToken = cancellation },
            async (place, cancelled) =>
            {
                // After the first that cannot be read nothing more comes of asking.
                if (!readings.Any(reading => reading is Listing<Deploy>.NotRead))
                    readings[place.Index] = await place.Item.ReadAsync(cancelled);
            });
        return [.. readings.OfType<Listing<Deploy>>()];
    }

    static Listing<Deploy> Together(IReadOnlyList<Listing<Deploy>> readings) =>
        readings.OfType<Listing<Deploy>.NotRead>().FirstOrDefault() is { } unknown
            ? unknown
            : new Listing<Deploy>.Read([.. readings.OfType<Listing<Deploy>.Read>()
                .SelectMany(reading => reading.Items)
                .OrderByDescending(deploy => deploy.At)]);

    static Listing<Deploy>.NotRead NotRead(string why) => new(why);
}
