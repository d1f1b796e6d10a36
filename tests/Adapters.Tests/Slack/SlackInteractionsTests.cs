using System.Text;
using OnCall.Adapters.Slack;
using static OnCall.Adapters.Slack.SlackInteractionReading;

namespace OnCall.Adapters.Tests.Slack;

public class SlackInteractionsTests
{
    [Fact]
    public void The_published_press_can_be_read() => Assert.Equal(
        new Pressed(
            "W111", "a", "click_me_123", new SlackReceipt("C111", "111.222"), ThreadTs: null, "111.222.valid",
            new Uri("https://hooks.slack.com/actions/T111/111/random-value")),
        Read("""
            {"type":"block_actions","user":{"id":"W111","username":"primary-owner","team_id":"T111"},"api_app_id":"A111",
             "container":{"type":"message","message_ts":"111.222","channel_id":"C111","is_ephemeral":true},
             "trigger_id":"111.222.valid","channel":{"id":"C111","name":"test-channel"},
             "response_url":"https://hooks.slack.com/actions/T111/111/random-value",
             "actions":[{"action_id":"a","block_id":"b","text":{"type":"plain_text","text":"Button","emoji":true},
              "value":"click_me_123","type":"button","action_ts":"1596530385.194939"}]}
            """));

    [Theory]
    [InlineData(""" "container":{"message_ts":"1.2","channel_id":"C1","thread_ts":"1.1"} """)]
    [InlineData(""" "container":{"message_ts":"1.2","channel_id":"C1"},"message":{"thread_ts":"1.1"} """)]
    public void A_press_within_a_thread_says_which(string where) =>
        Assert.Equal("1.1", Assert.IsType<Pressed>(Read(Press(where))).ThreadTs);

    [Fact]
    public void A_press_in_a_modal_stands_in_no_message() => Assert.Equal(
        new Pressed("U1", "a", Value: null, Message: null, ThreadTs: null, "t", ResponseUrl: null),
        Read(Press(""" "container":{"type":"view","view_id":"V1"},"response_url":"javascript:alert(1)" """)));

    [Fact]
    public void The_published_submission_can_be_read()
    {
        var submitted = Assert.IsType<Submitted>(Read("""
            {"type":"view_submission","user":{"id":"W111"},"view":{"id":"V111","type":"modal",
              "private_metadata":"This is for you!","callback_id":"view-id",
              "state":{"values":{"hspI":{"maBWU":{"type":"plain_text_input","value":"test"}}}}},"response_urls":[]}
            """));

        Assert.Equal(
            ("W111", "view-id", "This is for you!", "V111"),
            (submitted.User, submitted.CallbackId, submitted.PrivateMetadata, submitted.ViewId));
        Assert.Equal([KeyValuePair.Create("hspI", "test")], submitted.Values);
    }

    [Fact]
    public void An_input_that_was_left_empty_is_an_empty_text() => Assert.Equal(
        [KeyValuePair.Create("a", ""), KeyValuePair.Create("b", "")],
        Assert.IsType<Submitted>(Read(
            """
            {"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1","callback_id":"c",
             "state":{"values":{"a":{"text":{"value":null} },"b":[],"\ud800":{} } } } }
            """)).Values);

    [Theory]
    [InlineData("view_closed")]
    [InlineData("shortcut")]
    [InlineData("something_new")]
    public void Every_other_type_is_unused(string type) => Assert.Equal(new Unused(type), Read($$"""{"type":"{{type}}"}"""));

    [Theory]
    [InlineData("", "The payload is not JSON, or nested too deeply.")]
    [InlineData("[]", "The payload has no type.")]
    [InlineData("""{"type":"block_actions"}""", "The payload does not say whose it is.")]
    [InlineData("""{"type":"block_actions","user":"U1"}""", "The payload does not say whose it is.")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"}}""", "The payload has no action with an action_id.")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"actions":[[]]}""", "The payload has no action with an action_id.")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"a"}]}""", "The payload has no trigger_id of a sensible length.")]
    [InlineData("""{"type":"view_submission","user":{"id":"U1"}}""", "The payload has no view with an id.")]
    [InlineData("""{"type":"view_submission","user":{"id":"U1"},"view":{"id":"V1"}}""", "The view has no callback_id of a sensible length.")]
    public void What_cannot_be_read_is_said_in_a_sentence(string payload, string why) =>
        Assert.Equal(new Malformed(why), Read(payload));

    [Theory]
    [InlineData("")]
    [InlineData("payload")]
    [InlineData("xpayload=%7B%7D&a=payload=")]
    [InlineData("""{"type":"block_actions"}""")] // not wrapped in a form
    public void A_form_without_a_payload_is_said(string body) => Assert.Equal(
        new Malformed("The form has no payload."), SlackInteractions.Read(Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("a=1&payload=x%20y%2Bz+%C3%BC&b=2", "x y+z ü")]
    [InlineData("payload=%7", "%7")] // cut off
    [InlineData("payload=", "")]
    [InlineData("payload=1&payload=2", "1")]
    public void A_field_is_decoded_as_browsers_encode_it(string body, string value) =>
        Assert.Equal(value, Encoding.UTF8.GetString(SlackForm.Field(Encoding.UTF8.GetBytes(body), "payload")!.Value.Span));

    static string Press(string more) =>
        $$"""{"type":"block_actions","user":{"id":"U1"},"trigger_id":"t","actions":[{"action_id":"a"}],{{more}}}""";

    static SlackInteractionReading Read(string payload) =>
        SlackInteractions.Read(Encoding.UTF8.GetBytes($"payload={Uri.EscapeDataString(payload)}"));
}
