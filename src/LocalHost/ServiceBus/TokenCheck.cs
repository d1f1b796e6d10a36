using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OnCall.Adapters.ServiceBus;

namespace OnCall.LocalHost.ServiceBus;

/// <summary>What became of a token: it is good until a moment, or there is a reason why not.</summary>
readonly record struct TokenVerdict(DateTimeOffset? Until, string Reason)
{
    public static TokenVerdict Good(DateTimeOffset until) => new(until, "Accepted");

    public static TokenVerdict Bad(string reason) => new(null, reason);
}

/// <summary>Checks tokens as the service does. Of an identity's token only the shape and the expiry can be checked here.</summary>
static class TokenCheck
{
    public const string SasType = "servicebus.windows.net:sastoken";
    public const string JwtType = "jwt";

    const string SasScheme = "SharedAccessSignature ";
    const int JwtParts = 3;

    public static TokenVerdict Check(
        string type, string token, string audience, EmbeddedServiceBusOptions options, DateTimeOffset now) => type switch
        {
            SasType => CheckSas(token, EntityPath.Of(audience), options, now),
            JwtType => CheckJwt(token, now),
            _ => TokenVerdict.Bad($"Tokens of the type '{type}' are not known."),
        };

    static TokenVerdict CheckSas(string token, string path, EmbeddedServiceBusOptions options, DateTimeOffset now)
    {
        if (!token.StartsWith(SasScheme, StringComparison.Ordinal))
            return TokenVerdict.Bad("The token does not begin with SharedAccessSignature.");

        // The signature is over the resource as it was received, so it stays escaped until then.
        var fields = token[SasScheme.Length..].Split('&').Select(field => field.Split('=', 2))
            .Where(field => field.Length == 2)
            .GroupBy(field => field[0]).ToDictionary(group => group.Key, group => group.First()[1]);
        if (fields.GetValueOrDefault("sr") is not { } resource || fields.GetValueOrDefault("sig") is not { } signature
            || !long.TryParse(fields.GetValueOrDefault("se"), NumberStyles.None, CultureInfo.InvariantCulture, out var expires))
            return TokenVerdict.Bad("The token has no sr, sig or se.");

        var expected = SasToken.Sign(resource, expires, options.Key);
        var until = DateTimeOffset.FromUnixTimeSeconds(Math.Min(expires, DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
        return Uri.UnescapeDataString(fields.GetValueOrDefault("skn") ?? "") != options.KeyName
            ? TokenVerdict.Bad("There is no key of that name.")
            : !AreEqual(expected, Uri.UnescapeDataString(signature)) ? TokenVerdict.Bad("The token has an invalid signature.")
            : until <= now ? TokenVerdict.Bad("The token has expired.")
            : !EntityPath.Covers(EntityPath.Of(Uri.UnescapeDataString(resource)), path)
                ? TokenVerdict.Bad("The token is for another resource.")
            : TokenVerdict.Good(until);
    }

    static TokenVerdict CheckJwt(string token, DateTimeOffset now)
    {
        var parts = token.Split('.');
        if (parts.Length != JwtParts || ExpiryOf(parts[1]) is not { } until)
            return TokenVerdict.Bad("The token is no JWT with an expiry.");
        return until <= now ? TokenVerdict.Bad("The token has expired.") : TokenVerdict.Good(until);
    }

    static DateTimeOffset? ExpiryOf(string payload)
    {
        try
        {
            using var claims = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(payload));
            return DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64());
        }
        catch (Exception exception) when (exception is FormatException or JsonException or KeyNotFoundException
            or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    static bool AreEqual(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));
}
