namespace OnCall.LocalHost.NovaVms;

/// <summary>A customer's organisation as the simulated NovaVMS keeps it.</summary>
/// <param name="AllowsImpersonation">False: nobody of the platform may enter it without its owner.</param>
public sealed record SimulatedOrg(string Id, string Name, string OwnerEmail, bool AllowsImpersonation)
{
    public SimulatedCount Cameras { get; init; } = new(12, 12);

    public SimulatedCount Gateways { get; init; } = new(1, 1);
}

public sealed record SimulatedCount(int Online, int Total);
