using OnCall.Adapters.ServiceBus;

namespace OnCall.Adapters.Tests.ServiceBus;

public class SasTokenTests
{
    [Fact]
    public void A_token_is_signed_as_openssl_signs_it()
    {
        // printf '%s\n%s' 'sb%3A%2F%2Fcontoso.servicebus.windows.net%2Fwakeups' 1774861200
        //   | openssl dgst -sha256 -hmac 'c2VjcmV0LWtleQ==' -binary | base64
        var token = SasToken.Create("sb://contoso.servicebus.windows.net/wakeups", "send & listen", "c2VjcmV0LWtleQ==",
            DateTimeOffset.FromUnixTimeSeconds(1774861200));

        Assert.Equal(
            "SharedAccessSignature sr=sb%3A%2F%2Fcontoso.servicebus.windows.net%2Fwakeups"
            + "&sig=OVS1VB8FdetdZp2ig0yTJsjZZFS5%2BhJa869rNSJFnxw%3D&se=1774861200&skn=send%20%26%20listen",
            token);
    }
}
