using Azure.Core;

namespace OnCall.Adapters.ServiceBus;

/// <summary>Who we are at the bus. Not records: a record would print its key.</summary>
public abstract class ServiceBusCredential
{
    internal abstract ValueTask<CbsToken> GetTokenAsync(
        string audience, DateTimeOffset now, CancellationToken cancellation);
}

/// <summary>A shared access key and its name.</summary>
public sealed class SharedAccessKey(string name, string key) : ServiceBusCredential
{
    public static readonly TimeSpan TokenLifetime = TimeSpan.FromHours(1);

    /// <summary>The emulator may run on a clock that jumps by days: its tokens should not run out on the way.</summary>
    public static readonly TimeSpan EmulatorTokenLifetime = TimeSpan.FromDays(365);

    TimeSpan _lifetime = TokenLifetime;

    public string Name => name;

    public SharedAccessKey Lasting(TimeSpan lifetime) => new(name, key) { _lifetime = lifetime };

    internal override ValueTask<CbsToken> GetTokenAsync(
        string audience, DateTimeOffset now, CancellationToken cancellation)
    {
        var expires = now + _lifetime;
        return ValueTask.FromResult(
            new CbsToken(CbsToken.Sas, SasToken.Create(audience, name, key, expires), expires));
    }
}

/// <summary>An identity in Entra ID: in Azure the app's managed identity.</summary>
public sealed class ServiceBusIdentity(TokenCredential identity) : ServiceBusCredential
{
    public const string Scope = "https://servicebus.azure.net/.default";

    internal override async ValueTask<CbsToken> GetTokenAsync(
        string audience, DateTimeOffset now, CancellationToken cancellation)
    {
        var token = await identity.GetTokenAsync(new TokenRequestContext([Scope]), cancellation);
        return new(CbsToken.Jwt, token.Token, token.ExpiresOn);
    }
}

/// <summary>A token as it is put to <c>$cbs</c>.</summary>
readonly record struct CbsToken(string Type, string Text, DateTimeOffset Expires)
{
    public const string Sas = "servicebus.windows.net:sastoken";
    public const string Jwt = "jwt";

    /// <summary>A token is renewed when three quarters of its life are over.</summary>
    const double RenewAt = 0.75;

    /// <summary>An identity may hand out a token that is nearly over; asking on and on would not help.</summary>
    static readonly TimeSpan MinRenewal = TimeSpan.FromSeconds(30);

    /// <summary>What a timer of the machine can count.</summary>
    static readonly TimeSpan MaxRenewal = TimeSpan.FromDays(30);

    public TimeSpan RenewIn(DateTimeOffset now) =>
        TimeSpan.FromTicks(Math.Clamp((long)((Expires - now).Ticks * RenewAt), MinRenewal.Ticks, MaxRenewal.Ticks));

    public override string ToString() => $"{Type} until {Expires:u}";
}
