namespace OnCall.LocalHost.NovaVms;

/// <summary>Where and for whom the simulated NovaVMS runs.</summary>
/// <param name="Port">0 takes any free one.</param>
/// <param name="PortOption">What a person writes to choose another port.</param>
public sealed record NovaVmsSimulatorOptions(string ApiToken, int Port = 0, string PortOption = "--novavms-port")
{
    /// <summary>What its events are signed with.</summary>
    public string EventSecret { get; init; } = "";
}
