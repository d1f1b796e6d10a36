using OnCall.LocalHost.Npm;

namespace OnCall.LocalHost.Azurite;

/// <summary>How Azure Table Storage is played.</summary>
public sealed record AzuriteSetup
{
    /// <summary>0 means any free one.</summary>
    public int Port { get; init; }

    /// <summary>Where the tables are kept; null keeps them in memory only.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Storage accounts besides the one that every emulator has: each keeps its own tables.</summary>
    public IReadOnlyList<string> MoreAccounts { get; init; } = [];

    /// <summary>How it is installed and where its output goes.</summary>
    public NpmSetup Npm { get; init; } = new();
}
