using OnCall.Core.Policy;
using OnCall.Core.Postmortems;
using OnCall.Engine.Postmortems;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.GitHub;

/// <summary>The files of the folder that the policy names.</summary>
public sealed class GitHubPostmortems(GitHubCalls calls, OnCallPolicy policy) : IPostmortems
{
    public async Task<Listing<Postmortem>> ReadAsync(CancellationToken cancellation) => policy.Postmortems is not { } named
        ? new Listing<Postmortem>.Read([])
        : (await GitHubFolder.ListAsync(
            calls, new GitHubPlace(named.Repository, "contents", "postmortems"), named.Folder, cancellation))
            .As(file => new Postmortem(file.Name, file.Url));
}
