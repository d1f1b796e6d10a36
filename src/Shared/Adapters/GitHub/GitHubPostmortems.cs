using System.Diagnostics;
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
        : await calls.ListAsync(
            new GitHubPlace(named.Repository, "contents", "postmortems"), named.Folder, cancellation) switch
        {
            Listing<GitHubFile>.Read read => new Listing<Postmortem>.Read(
                [.. read.Items.Select(file => new Postmortem(file.Name, file.Url))]),
            Listing<GitHubFile>.NotRead unread => new Listing<Postmortem>.NotRead(unread.Why),
            var other => throw new UnreachableException($"No postmortems in {other}."),
        };
}
