using System.Globalization;
using System.Text;
using OnCall.Adapters.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>The example of Slack's documentation.</summary>
public class SlackSignatureTests
{
    const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    const long Timestamp = 1531420618;
    const string Valid = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";

    static readonly byte[] Body = Encoding.ASCII.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    [Theory]
    [InlineData(0, true)]
    [InlineData(300, true)]     // five minutes, to the second
    [InlineData(-300, true)]    // Slack's clock is ahead
    [InlineData(301, false)]    // somebody plays a recorded request again
    [InlineData(-301, false)]
    public void The_published_request_is_valid_for_five_minutes(long age, bool valid) =>
        Assert.Equal(valid, IsValid(Valid, Timestamp.ToString(CultureInfo.InvariantCulture), age));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("v0=")]
    [InlineData("v1=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")] // another version
    [InlineData("v0=b2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")] // another signature
    [InlineData("v0=g2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")] // not hex
    public void Everything_else_is_refused(string? signature) => Assert.False(IsValid(signature, "1531420618", age: 0));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("-1531420618")]
    [InlineData("99999999999999999999")] // more than a long
    [InlineData("9223372036854775807")]  // the largest long: its distance must not overflow
    public void A_timestamp_that_is_none_is_refused(string? timestamp) => Assert.False(IsValid(Valid, timestamp, age: 0));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("another")]
    public void Without_the_right_secret_everything_is_refused(string? secret) => Assert.False(SlackSignature.IsValid(
        secret, "1531420618", Body, Valid, DateTimeOffset.FromUnixTimeSeconds(Timestamp)));

    static bool IsValid(string? signature, string? timestamp, long age) => SlackSignature.IsValid(
        Secret, timestamp, Body, signature, DateTimeOffset.FromUnixTimeSeconds(Timestamp + age));
}
