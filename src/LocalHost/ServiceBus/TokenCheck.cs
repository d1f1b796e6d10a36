using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnCall.Adapters.ServiceBus;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>A token as a client puts it: for an audience, such as <c>sb://host/queue</c>.</summary>
readonly record struct PutToken(string Type, string Audience, string Token);

/// <summary>What became of a token: it is good until a moment, or there is a reason why not.</summary>
readonly record struct TokenVerdict(DateTimeOffset? Until, string Reason)
{
    public static TokenVerdict Good(DateTimeOffset until) => new(until, "Accepted");

    public static TokenVerdict Bad(string reason) => new(null, reason);
}

/// <summary>Checks tokens as the service does; of an identity's token only the shape and the expiry.</summary>
static class TokenCheck
{
    public const string SasType = "servicebus.windows.net:sastoken";
    public const string JwtType = "jwt";

    const string SasScheme = "SharedAccessSignature ";
    const int JwtParts = 3;

    public static TokenVerdict Check(
        PutToken put, EmbeddedServiceBusOptions options, DateTimeOffset now) => put.Type switch
        {
            SasType => CheckSas(put.Token, EntityPath.Of(put.Audience), options, now),
            JwtType => CheckJwt(put.Token, now),
            _ => TokenVerdict.Bad($"Tokens of the type '{put.Type}' are not known."),
        };

    static TokenVerdict CheckSas(string token, string path, EmbeddedServiceBusOptions options, DateTimeOffset now)
    {
        var fields = FieldsOf(token);
        if (!fields.TryGetValue("sr", out var resource) || !fields.TryGetValue("sig", out var signature)
            || !long.TryParse(fields.GetValueOrDefault("se"), CultureInfo.InvariantCulture, out var expires)
            || expires < 0)
            return TokenVerdict.Bad("The token is no SharedAccessSignature with sr, sig and se.");
        if (Uri.UnescapeDataString(fields.GetValueOrDefault("skn") ?? "") != options.KeyName)
            return TokenVerdict.Bad("There is no key of that name.");
        if (!AreEqual(SasToken.Sign(resource, expires, options.Key), Uri.UnescapeDataString(signature)))
            return TokenVerdict.Bad("The token has an invalid signature.");
        if (!EntityPath.Covers(EntityPath.Of(Uri.UnescapeDataString(resource)), path))
            return TokenVerdict.Bad("The token is for another resource.");
        return Lasting(Math.Min(expires, DateTimeOffset.MaxValue.ToUnixTimeSeconds()), now);
    }

    // Still escaped: the signature is over the resource as it was received. The order of the fields is free.
    static Dictionary<string, string> FieldsOf(string token) =>
        token.StartsWith(SasScheme, StringComparison.Ordinal)
            ? token[SasScheme.Length..].Split('&').Select(field => field.Split('=', 2))
                .Where(field => field.Length == 2)
                .GroupBy(field => field[0]).ToDictionary(group => group.Key, group => group.First()[1])
            : [];

    static TokenVerdict CheckJwt(string token, DateTimeOffset now)
    {
        var parts = token.Split('.');
        return parts.Length == JwtParts && ExpiryOf(parts[1]) is { } expires
            ? Lasting(expires, now)
            : TokenVerdict.Bad("The token is no JWT with an expiry.");
    }

    static TokenVerdict Lasting(long expires, DateTimeOffset now)
    {
        var until = DateTimeOffset.FromUnixTimeSeconds(expires);
        return until <= now ? TokenVerdict.Bad("The token has expired.") : TokenVerdict.Good(until);
    }

    static long? ExpiryOf(string payload)
    {
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            var expires = claims.RootElement.GetProperty("exp").GetInt64();
            return expires <= DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? expires : null;
        }
        catch (Exception exception) when (exception is FormatException or JsonException
            or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
