namespace OnCall.Core.Policy;

/// <summary>Which deployments are watched. May be left out of the file: then none are.</summary>
/// <param name="Repositories">On GitHub, "owner/name".</param>
/// <param name="Environments">What the incoming primary inherits is what stands in these: "alpha", "beta".</param>
public sealed record DeploysPolicy(IReadOnlyList<string> Repositories, IReadOnlyList<string> Environments)
{
    public static readonly DeploysPolicy Nothing = new([], []);
}
