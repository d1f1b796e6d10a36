using System.Text.Json.Serialization;

namespace OnCall.Core.Orgs;

/// <summary>An org as NovaVMS's cross-org search shows it: what it is, and how it is.</summary>
/// <param name="Cameras">Null where NovaVMS did not say.</param>
/// <param name="Gateways">As <paramref name="Cameras"/>.</param>
/// <param name="AllowsImpersonation">False: it cannot be entered to help without its owner. Null where NovaVMS did not say.</param>
/// <param name="Page">Where a person sees it.</param>
public sealed record FoundOrg(
    string Id, string Name, string? OwnerEmail, OnlineCount? Cameras, OnlineCount? Gateways, bool? AllowsImpersonation, Uri? Page)
{
    [JsonIgnore]
    public string Named => $"{Name} ({Id})";

    /// <summary>"0 of 40 cameras online, 0 of 3 gateways online, impersonation not allowed": what is known of it.</summary>
    [JsonIgnore]
    public string State => string.Join(", ", Known());

    IEnumerable<string> Known()
    {
        yield return Cameras is null ? "cameras not known" : $"{Cameras} cameras online";
        yield return Gateways is null ? "gateways not known" : $"{Gateways} gateways online";
        yield return AllowsImpersonation switch
        {
            true => "impersonation allowed",
            false => "impersonation not allowed",
            null => "whether impersonation is allowed is not known",
        };
    }
}

public sealed record OnlineCount(int Online, int Total)
{
    public override string ToString() => $"{Online} of {Total}";
}
