using System.Globalization;
using System.Text;
using OnCall.Adapters.NovaVms;

namespace OnCall.Adapters.Tests.NovaVms;

/// <summary>A request that was signed by other means (Python's hmac), at 2026-01-06T08:42:00Z.</summary>
public class NovaVmsSignatureTests
{
    const string Secret = "the-secret";
    const long Timestamp = 1767688920;
    const string Valid = "v1=dd67cdd0359a6645917c17acfca2f7b2478b062f2802ddda2243ce44390c9de5";
    const string OfAnother = "v1=9c603bd10da45793277598383f09fa90a2c90cc9342dd74672e28bfcbc0db658"; // by the secret "another"

    static readonly byte[] Body =
        Encoding.ASCII.GetBytes("""{"id":"evt_1","type":"camera.offline","occurred_at":"2026-01-06T08:42:00Z","data":{}}""");

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)] // five minutes, to the second
    [InlineData(-300, true)] // NovaVMS's clock is ahead
    [InlineData(301, false)] // somebody plays a recorded request again
    [InlineData(-301, false)]
    public void A_signed_request_is_valid_for_five_minutes(long age, bool valid) =>
        Assert.Equal(valid, IsValid(Valid, [Secret], age: age));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v1=")]
    [InlineData("dd67cdd0359a6645917c17acfca2f7b2478b062f2802ddda2243ce44390c9de5")]
    [InlineData("v0=dd67cdd0359a6645917c17acfca2f7b2478b062f2802ddda2243ce44390c9de5")] // another version
    [InlineData("v1=ed67cdd0359a6645917c17acfca2f7b2478b062f2802ddda2243ce44390c9de5")] // another signature
    [InlineData("v1=gd67cdd0359a6645917c17acfca2f7b2478b062f2802ddda2243ce44390c9de5")] // not hex
    [InlineData(OfAnother)]
    [InlineData(",,,,")]
    public void Everything_else_is_refused(string? signature) => Assert.False(IsValid(signature, [Secret]));

    [Theory]
    [InlineData(Valid + "," + OfAnother, "the-secret", true)] // NovaVMS signs with both while it is rotated
    [InlineData(OfAnother + ", " + Valid, "the-secret", true)]
    [InlineData(Valid, "another,the-secret", true)] // we know both
    [InlineData(Valid, "another", false)]
    [InlineData(Valid, "", false)] // without a secret nothing is taken
    [InlineData(Valid, " , ", false)]
    public void While_a_secret_is_rotated_any_match_is_enough(string signature, string secrets, bool valid) =>
        Assert.Equal(valid, IsValid(signature, new NovaVmsSettings { EventSecret = secrets }.EventSecretList()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1767688920")]
    [InlineData("1767688921")] // signed with another one
    [InlineData("99999999999999999999")] // more than a long
    [InlineData("9223372036854775807")] // the largest long: its distance must not overflow
    public void A_timestamp_that_is_another_or_none_is_refused(string? timestamp) =>
        Assert.False(NovaVmsSignature.IsValid([Secret], timestamp, Body, Valid, DateTimeOffset.FromUnixTimeSeconds(Timestamp)));

    [Fact]
    public void Another_body_is_refused() => Assert.False(NovaVmsSignature.IsValid(
        [Secret], Written(Timestamp), [.. Body, (byte)' '], Valid, DateTimeOffset.FromUnixTimeSeconds(Timestamp)));

    [Fact]
    public void A_header_without_end_is_not_looked_through() => Assert.False(IsValid(new string(',', 5000) + Valid, [Secret]));

    [Fact]
    public void What_is_signed_here_is_what_others_sign() => Assert.Equal(Valid, NovaVmsSignature.Sign(Secret, Written(Timestamp), Body));

    static bool IsValid(string? signature, IReadOnlyList<string> secrets, long age = 0) => NovaVmsSignature.IsValid(
        secrets, Written(Timestamp), Body, signature, DateTimeOffset.FromUnixTimeSeconds(Timestamp + age));

    static string Written(long timestamp) => timestamp.ToString(CultureInfo.InvariantCulture);
}
