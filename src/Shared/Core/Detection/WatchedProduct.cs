namespace OnCall.Core.Detection;

/// <summary>The product that the detectors look at.</summary>
public sealed record WatchedProduct(Uri BaseUrl)
{
    /// <summary>For what an alert is: the address that people know.</summary>
    public string Scope => BaseUrl.Host;

    /// <summary>"curl -sf https://novavms.novalien.com/api/v1/health."</summary>
    public Uri Health => new(BaseUrl, "api/v1/health");
}
