using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace OnCall.Adapters.ServiceBus;

/// <summary>A shared access signature, as Service Bus defines it.</summary>
public static class SasToken
{
    public static string Create(string audience, string keyName, string key, DateTimeOffset expiry)
    {
        var resource = Uri.EscapeDataString(audience);
        var expires = expiry.ToUnixTimeSeconds();
        var signature = Uri.EscapeDataString(Sign(resource, expires, key));
        return string.Create(CultureInfo.InvariantCulture,
            $"SharedAccessSignature sr={resource}&sig={signature}&se={expires}&skn={Uri.EscapeDataString(keyName)}");
    }

    /// <summary>The signature is over the resource as it stands in the token: escaped.</summary>
    public static string Sign(string escapedResource, long expires, string key)
    {
        var signed = string.Create(CultureInfo.InvariantCulture, $"{escapedResource}\n{expires}");
        // The key is used as text, though it looks like base64.
        return Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed)));
    }
}
