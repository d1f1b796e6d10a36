using System.Buffers.Text;
using System.Text;
using Azure.Core;

namespace OnCall.Adapters.Tests.ServiceBus;

/// <summary>An identity that hands out one token, and remembers what it was asked for.</summary>
sealed class FixedIdentity(string token, DateTimeOffset expires = default) : TokenCredential
{
    public List<string> Scopes { get; } = [];

    public static FixedIdentity Until(DateTimeOffset expires) =>
        new($"{Part("""{"alg":"RS256"}""")}.{Part($$"""{"exp":{{expires.ToUnixTimeSeconds()}}}""")}.c2ln", expires);

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        lock (Scopes)
            Scopes.AddRange(requestContext.Scopes);
        return new(token, expires);
    }

    public override ValueTask<AccessToken> GetTokenAsync(
        TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));

    static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
