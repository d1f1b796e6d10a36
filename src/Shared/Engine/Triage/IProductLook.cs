using OnCall.Core.Detection;

namespace OnCall.Engine.Triage;

/// <summary>"curl -sf https://novavms.novalien.com/api/v1/health": how the cloud API answers at this moment.</summary>
public interface IProductLook
{
    /// <summary>Never throws for what the product answered or did not; whoever waits no longer cancels.</summary>
    Task<EndpointLook> HealthAsync(CancellationToken cancellation);

    /// <summary>As a customer's program reads, with a token.</summary>
    Task<EndpointLook> ReadAsync(CancellationToken cancellation);
}

/// <param name="Took">By the machine's clock.</param>
public sealed record EndpointLook(EndpointAnswer Answer, TimeSpan Took);
