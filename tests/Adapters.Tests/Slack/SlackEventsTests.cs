using System.Text;
using OnCall.Adapters.Slack;
using static OnCall.Adapters.Slack.SlackEventReading;

namespace OnCall.Adapters.Tests.Slack;

public class SlackEventsTests
{
    static readonly DateTimeOffset At = new(2020, 9, 9, 2, 1, 21, TimeSpan.Zero);

    [Fact]
    public void The_published_verification_asks_for_its_challenge() => Assert.Equal(
        new UrlVerification("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"),
        Read("""
            {"token":"Jhj5dZrVaK7ZwHHjRyZWjbDl","type":"url_verification",
             "challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}
            """));

    [Fact]
    public void The_published_reaction_can_be_read() => Assert.Equal(
        new Reaction(
            "Ev111", "W111", "heart_eyes", new SlackReceipt("C111", "1599529504.000400"),
            At.AddTicks(8000), Removed: false),
        Read("""
            {"token":"verification_token","team_id":"T111","enterprise_id":"E111","api_app_id":"A111",
             "event":{"type":"reaction_added","user":"W111",
              "item":{"type":"message","channel":"C111","ts":"1599529504.000400"},
              "reaction":"heart_eyes","item_user":"W111","event_ts":"1599616881.000800"},
             "type":"event_callback","event_id":"Ev111","event_time":1599616881,"authed_users":["W111"]}
            """));

    [Fact]
    public void That_somebody_opened_the_Home_tab_can_be_read() => Assert.Equal(
        new HomeOpened("Ev111", "U123"),
        Read("""
            {"type":"event_callback","event_id":"Ev111","event":{"type":"app_home_opened","user":"U123","channel":"D123",
             "event_ts":"1515449522000016","tab":"home","view":{"id":"V123","type":"home","blocks":[]}} }
            """));

    [Fact]
    public void A_reaction_that_was_taken_back_says_so() => Assert.True(Assert.IsType<Reaction>(Read(Event(
        """{"type":"reaction_removed","user":"U1","reaction":"+1","item":{"type":"message","channel":"C1","ts":"1.2"},"event_ts":"3.4"}"""))).Removed);

    [Theory]
    [InlineData("")]                                // a message
    [InlineData(""","subtype":"thread_broadcast" """)] // a reply that was also sent to the channel
    [InlineData(""","subtype":"file_share" """)]       // with a file
    [InlineData(""","bot_id":null,"client_msg_id":"x" """)]
    public void What_a_person_wrote_is_a_message(string more) => Assert.Equal(
        new Message(
            "Ev1", "U1", ":+1:", new SlackReceipt("C1", "1599616881.000800"), "1599529504.000400", At.AddTicks(8000)),
        Read(Event(
            $$"""{"type":"message","user":"U1","text":":+1:","channel":"C1","ts":"1599616881.000800","thread_ts":"1599529504.000400"{{more}}}""")));

    [Fact]
    public void A_message_that_stands_alone_has_no_thread_and_may_have_no_text()
    {
        var message = Assert.IsType<Message>(Read(Event("""{"type":"message","user":"U1","channel":"C1","ts":"1.2"}""")));
        Assert.Equal(("", null), (message.Text, message.ThreadTs));
    }

    [Theory]
    [InlineData("""{"type":"message","bot_id":"B1","user":"U1","channel":"C1","ts":"1.2"}""", "message of an app")] // also our own
    [InlineData("""{"type":"message","subtype":"bot_message","channel":"C1","ts":"1.2"}""", "message, bot_message")]
    [InlineData("""{"type":"app_home_opened","user":"U1","tab":"messages"}""", "app_home_opened, messages")]
    [InlineData("""{"type":"message","subtype":"message_changed","channel":"C1","ts":"1.2"}""", "message, message_changed")]
    [InlineData("""{"type":"message","subtype":"message_deleted","channel":"C1","ts":"1.2"}""", "message, message_deleted")]
    [InlineData("""{"type":"message","subtype":"channel_join","user":"U1","channel":"C1","ts":"1.2"}""", "message, channel_join")]
    [InlineData("""{"type":"reaction_added","user":"U1","reaction":"+1","item":{"type":"file","file":"F1"}}""", "reaction_added to a file")]
    [InlineData("""{"type":"app_mention"}""", "app_mention")]
    public void Nothing_else_is_acted_on(string happened, string type) => Assert.Equal(new Unused(type), Read(Event(happened)));

    [Fact]
    public void Slack_may_add_envelopes() =>
        Assert.Equal(new Unused("app_rate_limited"), Read("""{"type":"app_rate_limited","minute_rate_limited":1518467820}"""));

    [Theory]
    [InlineData("", "The body is not JSON, or nested too deeply.")]
    [InlineData("payload=%7B%7D", "The body is not JSON, or nested too deeply.")]
    [InlineData("[]", "The body has no type.")]
    [InlineData("null", "The body has no type.")]
    [InlineData("""{"type":"\ud800"}""", "The body has no type.")] // half a character
    [InlineData("""{"type":"url_verification"}""", "The verification has no challenge of a sensible length.")]
    [InlineData("""{"type":"url_verification","challenge":{}}""", "The verification has no challenge of a sensible length.")]
    [InlineData("""{"type":"event_callback"}""", "The body has no event.")]
    [InlineData("""{"type":"event_callback","event":"hello"}""", "The body has no event.")]
    [InlineData("""{"type":"event_callback","event":{}}""", "The event has no type.")]
    [InlineData("""{"type":"event_callback","event":{"type":"message"}}""", "The body has no event_id of a sensible kind.")]
    [InlineData("""{"type":"event_callback","event_id":"../Ev1","event":{"type":"message"}}""", "The body has no event_id of a sensible kind.")]
    public void What_cannot_be_read_is_said_in_a_sentence(string body, string why) => Assert.Equal(new Malformed(why), Read(body));

    [Theory]
    [InlineData("""{"type":"message","user":"U1","ts":"1.2"}""", "The message does not say where it stands.")]
    [InlineData("""{"type":"message","user":"U1","channel":"C1","ts":"soon"}""", "The message does not say where it stands.")]
    [InlineData("""{"type":"message","user":"U1","channel":"C1","ts":"99999999999999.1"}""", "The message does not say where it stands.")]
    [InlineData("""{"type":"message","user":"U1","channel":"C1/2","ts":"1.2"}""", "The message does not say where it stands.")]
    [InlineData("""{"type":"message","channel":"C1","ts":"1.2"}""", "The message does not say whose it is.")]
    [InlineData("""{"type":"reaction_added","user":"U1","reaction":"+1"}""", "The reaction does not say which message it is to.")]
    [InlineData("""{"type":"reaction_added","reaction":"+1","item":{"channel":"C1","ts":"1.2"}}""", "The reaction does not say whose it is.")]
    [InlineData("""{"type":"reaction_added","user":"U1","item":{"channel":"C1","ts":"1.2"}}""", "The reaction has no name of a sensible length.")]
    [InlineData("""{"type":"reaction_added","user":"U1","reaction":"+1","item":{"channel":"C1","ts":"1.2"}}""", "The reaction does not say when it was made.")]
    public void An_event_that_lacks_something_names_it(string happened, string why) =>
        Assert.Equal(new Malformed(why), Read(Event(happened)));

    [Theory]
    [InlineData("""{"type":"message","\ud800":1,"user":"U1","channel":"C1","ts":"1.2"}""")]
    [InlineData("""{"type":"message","user":"U1","channel":"C1","ts":"1.2","text":"\ud800"}""")]
    [InlineData("""{"type":"message","user":["U1"],"channel":{},"ts":true}""")]
    [InlineData("""{"type":"reaction_added","item":[]}""")]
    public void Hostile_shapes_break_nothing(string happened) => Assert.NotNull(Read(Event(happened)));

    [Fact]
    public void Deep_nesting_and_bytes_that_are_no_text_are_refused()
    {
        Assert.IsType<Malformed>(Read(Event($"{new string('[', 10_000)}{new string(']', 10_000)}")));
        Assert.IsType<Malformed>(SlackEvents.Read(new byte[] { 0xFF, 0xFE, 0x00 }));
    }

    static string Event(string happened) => $$"""{"type":"event_callback","event_id":"Ev1","event":{{happened}}}""";

    static SlackEventReading Read(string body) => SlackEvents.Read(Encoding.UTF8.GetBytes(body));
}
