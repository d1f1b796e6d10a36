using System.Text.Json.Serialization;

namespace OnCall.Core.Detection;

/// <summary>What a probe read. On disk, in the state of the detector that it was for.</summary>
/// <param name="At">When the probe was sent, by our clock.</param>
public sealed record Observation(DateTimeOffset At, Reading Reading)
{
    /// <summary>Of what a probe says in words: sixty readings are kept in one row.</summary>
    public const int MaxWhyLength = 200;
}

/// <summary>The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CloudApi), "cloud-api")]
[JsonDerivedType(typeof(Gateways), "gateways")]
[JsonDerivedType(typeof(Ingest), "ingest")]
[JsonDerivedType(typeof(Blind), "blind")]
public abstract record Reading
{
    Reading() { }

    /// <param name="OthersAnswer">
    /// Whether somebody else on the network answered at the same time; null when nobody else was asked, as there was no need.
    /// </param>
    public sealed record CloudApi(EndpointAnswer Health, EndpointAnswer Read, bool? OthersAnswer = null) : Reading;

    public sealed record Gateways(long Online, long Total) : Reading;

    /// <param name="EventsTotal">Written so far, across all orgs.</param>
    /// <param name="LastEventAt">By the product's clock: it is compared with itself and never with ours.</param>
    public sealed record Ingest(long EventsTotal, DateTimeOffset? LastEventAt, int OrgsWriting, int OrgsSilent) : Reading;

    /// <summary>No answer, or none that can be trusted: says nothing about the product.</summary>
    /// <param name="Why">With what to do about it, in sentences for people.</param>
    public sealed record Blind(string Why) : Reading;
}

/// <summary>What one endpoint of the cloud API answered. The names are on disk.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Status), "status")]
[JsonDerivedType(typeof(TimedOut), "timed-out")]
[JsonDerivedType(typeof(Unreachable), "unreachable")]
[JsonDerivedType(typeof(NotAsked), "not-asked")]
public abstract record EndpointAnswer
{
    EndpointAnswer() { }

    public sealed record Status(int Code) : EndpointAnswer;

    public sealed record TimedOut : EndpointAnswer;

    /// <summary>The name was not found, nobody answered at the address, or TLS failed.</summary>
    public sealed record Unreachable(string Why) : EndpointAnswer;

    /// <param name="Why">What has to be mended before it can be asked.</param>
    public sealed record NotAsked(string Why) : EndpointAnswer;
}
