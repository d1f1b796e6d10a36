using Azure.Core;
using OnCall.Adapters.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

public class ServiceBusSettingsTests
{
    const string Secret = "dGhlLXNlY3JldA==";
    const string Key = ";SharedAccessKeyName=app;SharedAccessKey=" + Secret;

    [Theory]
    [InlineData("Endpoint=sb://contoso.servicebus.windows.net/" + Key,
        "contoso.servicebus.windows.net", 5671, false)] // as the portal gives it
    [InlineData("Endpoint=sb://localhost" + Key + ";UseDevelopmentEmulator=true",
        "localhost", 5672, true)] // as the emulator's documentation gives it
    [InlineData("Endpoint=sb://127.0.0.1:5673" + Key + ";UseDevelopmentEmulator=True;",
        "127.0.0.1", 5673, true)] // another port, and a semicolon at the end
    [InlineData(" endpoint = sb://contoso.servicebus.windows.net ; sharedaccesskeyname = app ; sharedaccesskey = "
        + Secret,
        "contoso.servicebus.windows.net", 5671, false)] // written by hand
    [InlineData("Endpoint=sb://contoso/" + Key + ";UseDevelopmentEmulator=false",
        "contoso", 5671, false)]
    public void A_connection_string_says_where_and_how(string text, string host, int port, bool isPlain)
    {
        var settings = ServiceBusSettings.Read(text, null, NoIdentity);

        Assert.Equal((host, port, isPlain), (settings.Host, settings.Port, settings.IsPlain));
        Assert.Equal("app", Assert.IsType<SharedAccessKey>(settings.Credential).Name);
    }

    [Theory]
    [InlineData("SharedAccessKeyName=app;SharedAccessKey=" + Secret, "no Endpoint")]
    [InlineData("Endpoint=sb://contoso;SharedAccessKey=" + Secret, "no SharedAccessKeyName")]
    [InlineData("Endpoint=sb://contoso;SharedAccessKeyName=app", "no SharedAccessKey")]
    [InlineData("Endpoint=sb://contoso;SharedAccessKeyName=app;SharedAccessKey=", "no SharedAccessKey")]
    [InlineData("Endpoint=https://contoso" + Key, "Endpoint that is not like sb://")]
    [InlineData("Endpoint=contoso" + Key, "Endpoint that is not like sb://")]
    [InlineData("Endpoint=sb://contoso;SharedAccessSignature=" + Secret, "SharedAccessSignature")]
    [InlineData("Endpoint=sb://a;Endpoint=sb://b" + Key, "twice")]
    [InlineData(Secret, "Endpoint")] // only the key was pasted: the '=' at its end separates
    [InlineData("secret", "without a name")]
    [InlineData("Endpoint=sb://a" + Key + ";UseDevelopmentEmulator=yes", "neither true nor false")]
    public void A_bad_connection_string_is_refused_without_printing_the_key(string text, string reason)
    {
        var exception = Assert.Throws<FormatException>(() => ServiceBusSettings.Read(text, null, NoIdentity));

        Assert.Contains(ServiceBusSettings.ConnectionStringSetting, exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_namespace_is_used_with_the_identity_over_tls()
    {
        var settings = ServiceBusSettings.Read(
            null, "contoso.servicebus.windows.net", () => new FixedIdentity("token"));

        Assert.Equal(("contoso.servicebus.windows.net", 5671, false), (settings.Host, settings.Port, settings.IsPlain));
        Assert.IsType<ServiceBusIdentity>(settings.Credential);
    }

    [Theory]
    [InlineData(null, null, "ServiceBus__fullyQualifiedNamespace")] // nothing is set
    [InlineData("Endpoint=sb://a", "a.servicebus.windows.net", "not both")]
    [InlineData(null, "sb://a.servicebus.windows.net/", "a host name alone")]
    public void What_cannot_be_meant_is_refused(
        string? connectionString, string? fullyQualifiedNamespace, string reason)
    {
        var exception = Assert.Throws<FormatException>(() =>
            ServiceBusSettings.Read(connectionString, fullyQualifiedNamespace, () => new FixedIdentity("token")));

        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_print_no_key()
    {
        var settings = ServiceBusConnectionString.Parse("Endpoint=sb://a" + Key);

        Assert.DoesNotContain(Secret, settings.ToString(), StringComparison.Ordinal);
    }

    static TokenCredential NoIdentity() => throw new InvalidOperationException("The identity is not asked for.");
}
