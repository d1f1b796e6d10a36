using OnCall.Adapters.PagerDuty;

namespace OnCall.Adapters.Tests.PagerDuty;

/// <summary>The secret, the body and both signatures are the ones that PagerDuty's Go client is tested with.</summary>
public class PagerDutySignatureTests
{
    const string Secret = "lDQHScfUeXUKaQRNF+8XIiDKZ7XX3itBAYzwU0TARw8lJqRnkKl2iB1anSb0Z+IK";
    const string Valid = "v1=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd";
    const string Mismatch = "v1=7020c8a7ec668a9b7012bc3dd82e483394b038f4230acc6785efbf2a7d8bcaf5";

    readonly byte[] _body = Fixture.Resource("published-webhook.body");

    [Theory]
    [InlineData(Valid, true)]                       // as published
    [InlineData(Mismatch, false)]                   // as published
    [InlineData($"{Mismatch},{Valid}", true)]       // two secrets while one is rotated
    [InlineData($"{Valid}, {Mismatch}", true)]      // with a space, as other lists of headers have it
    [InlineData($"v2=00,{Valid}", true)]            // versions to come are ignored
    [InlineData("v2=0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd", false)]
    [InlineData("0c0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd", false)] // no version
    [InlineData("v1=", false)]
    [InlineData("v1=zz0b9495b893a39e70d1fea2fe11fbe0a825f88b9f67846f6cc07dd2bc5476cd", false)] // not hex
    [InlineData("v1=0c0b94", false)]                // too short
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_header_decides(string? header, bool valid) =>
        Assert.Equal(valid, PagerDutySignature.IsValid([Secret], _body, header));

    [Fact]
    public void Any_of_several_secrets_is_enough()
    {
        Assert.True(PagerDutySignature.IsValid(["another", Secret], _body, Valid));
        Assert.False(PagerDutySignature.IsValid(["another", "and another"], _body, Valid));
    }

    [Fact]
    public void Without_a_secret_everything_is_refused()
    {
        var settings = new PagerDutySettings { WebhookSecrets = " , ," };
        Assert.False(PagerDutySignature.IsValid(settings.WebhookSecretList(), _body, Valid));
        Assert.False(PagerDutySignature.IsValid([""], _body, PagerDutySignature.Sign("", _body)));
    }

    [Fact]
    public void One_changed_byte_is_refused()
    {
        _body[^1] ^= 1;
        Assert.False(PagerDutySignature.IsValid([Secret], _body, Valid));
    }

    [Fact]
    public void What_we_sign_is_what_PagerDuty_signs() =>
        Assert.Equal(Valid, PagerDutySignature.Sign(Secret, _body));
}
