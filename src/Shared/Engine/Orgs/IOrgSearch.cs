using OnCall.Core.Orgs;
using OnCall.Engine.Reconcile;

namespace OnCall.Engine.Orgs;

/// <summary>"Use Cross-org search to confirm the state."</summary>
public interface IOrgSearch
{
    /// <param name="words">An org's id, its owner's e-mail, or a part of its name: also what only resembles it is found.</param>
    /// <param name="patience">How long whoever asks can wait, by the machine's clock.</param>
    Task<Listing<FoundOrg>> FindAsync(string words, TimeSpan patience, CancellationToken cancellation);
}
