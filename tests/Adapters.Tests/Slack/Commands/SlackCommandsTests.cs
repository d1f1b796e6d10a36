using System.Text;
using System.Text.Json;
using OnCall.Adapters.Slack.Commands;
using OnCall.Core.Processes;
using OnCall.Core.Silences;

namespace OnCall.Adapters.Tests.Slack.Commands;

/// <summary>The form that Slack sends, and the JSON that it shows to one person.</summary>
public class SlackCommandsTests
{
    // As Slack documents it.
    const string Published =
        "token=verification_token&team_id=T111&team_domain=test-domain&channel_id=C111&channel_name=random&user_id=W111"
        + "&user_name=primary-owner&command=%2Fhello-world&text=Hi&enterprise_id=E111&enterprise_name=Org+Name"
        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT111%2F111%2Fxxxxx&trigger_id=111.111.xxx";

    [Fact]
    public void Who_typed_what_is_read() => Assert.Equal(
        new SlackCommandReading.Typed("W111", "Hi", "111.111.xxx", new Uri("https://hooks.slack.com/commands/T111/111/xxxxx")), Read(Published));

    [Theory]
    [InlineData("user_id=U1&text=", "")]
    [InlineData("user_id=U1", "")]
    [InlineData("user_id=U1&trigger_id=a%2Fb", "")] // a trigger that is none of Slack's
    [InlineData("user_id=U1&response_url=javascript%3Aalert(1)", "")] // no address
    [InlineData("text=silence+X%26amp%3BY+%C3%BC&user_id=U1", "silence X&amp;Y ü")]
    [InlineData("user_id=U1&text=%ff", "\ufffd")] // bytes that are no text
    [InlineData("user_id=U1&text=a&text=b", "a")]
    public void The_text_is_decoded_and_may_be_missing(string body, string text) =>
        Assert.Equal(new SlackCommandReading.Typed("U1", text), Read(body));

    [Theory]
    [InlineData("")]
    [InlineData("text=who")]
    [InlineData("user_id=&text=who")]
    [InlineData("user_id=..%2Fada&text=who")]
    [InlineData("{\"user_id\":\"U1\"}")]
    public void Without_somebody_who_typed_it_it_is_nothing(string body) => Assert.IsType<SlackCommandReading.Malformed>(Read(body));

    [Fact]
    public void That_Slack_only_looks_is_seen() => Assert.IsType<SlackCommandReading.Check>(Read("ssl_check=1&token=t"));

    [Fact]
    public void An_answer_is_private_and_quotes_nothing_that_mentions_or_links()
    {
        var known = new KnownAlert(
            7, SilenceKind.Silence, "<!channel> & <https://evil.io|us>", "a > b", Actor.Of(Fixture.Ada), Fixture.Start, Fixture.Start.AddHours(2));
        foreach (var message in new[]
        {
            SilenceAnswers.Set(known),
            SilenceAnswers.Listed(SilenceBook.Empty.With(known)),
            CommandAnswers.Refused([new Refusal("x", "alert", "'<!channel> & <https://evil.io|us>' is none.")]),
            CommandAnswers.NotUnderstood(null, [new Refusal("x", "", "'<!channel>' is none.")]),
            CommandAnswers.NotAllowed("silence"),
        })
        {
            using var json = JsonDocument.Parse(SlackAnswerBody.Private(message));
            Assert.Equal("ephemeral", json.RootElement.GetProperty("response_type").GetString());
            Assert.All(SlackTexts.Of(message), text => Assert.DoesNotContain("<!channel", text, StringComparison.Ordinal));
            Assert.All(SlackTexts.Of(message), text => Assert.DoesNotContain("<https", text, StringComparison.Ordinal));
            Assert.True(json.RootElement.GetProperty("blocks").GetArrayLength() is > 0 and <= 50);
        }
    }

    [Fact]
    public void Also_the_longest_list_fits_into_one_answer()
    {
        var known = new KnownAlert(
            1000, SilenceKind.Silence, new string('&', 100), new string('&', 100), Actor.Of(Fixture.Ada), Fixture.Start, Fixture.Start.AddHours(2));
        var message = SilenceAnswers.Listed(new SilenceBook(20, [.. Enumerable.Repeat(known, SilenceBook.MaxKept)], []));

        Assert.All(SlackTexts.Of(message).Skip(1), text => Assert.True(text.Length < 3000 && !text.Contains('…', StringComparison.Ordinal)));
        Assert.True(message.Text.Length < 40_000);
    }

    static SlackCommandReading Read(string body) => SlackCommands.Read(Encoding.UTF8.GetBytes(body));
}
