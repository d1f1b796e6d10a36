using OnCall.Core.Incidents;
using OnCall.Engine.Outbox;

namespace OnCall.Engine.Impersonations;

/// <summary>The product, asked to let one of us into a customer's org.</summary>
public interface IImpersonations
{
    /// <param name="email">For whom, as the product calls them.</param>
    /// <param name="patience">How long whoever asks can wait, by the machine's clock.</param>
    Task<Minting> MintAsync(string orgId, IncidentId incident, string email, TimeSpan patience, CancellationToken cancellation);

    /// <summary>One that has ended already is no failure.</summary>
    Task<Delivery> EndAsync(string grant, CancellationToken cancellation);
}

/// <summary>What came of asking for a token.</summary>
public abstract record Minting
{
    Minting() { }

    public sealed record Minted(string Grant, ImpersonationToken Token, DateTimeOffset EndsAt) : Minting;

    /// <param name="Why">A sentence.</param>
    public sealed record NotMinted(string Why) : Minting;
}

/// <summary>
/// Opens a customer's org to whoever has it. Told to one person, stored nowhere: it shows itself only where that is asked
/// for by name, so that it gets into no log and no error by accident.
/// </summary>
public sealed class ImpersonationToken(string value)
{
    public string Reveal() => value;

    public override string ToString() => "(a token)";
}
