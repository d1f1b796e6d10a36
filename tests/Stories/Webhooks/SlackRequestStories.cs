using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using OnCall.LocalHost.Site;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Webhooks;

/// <summary>What Slack, or somebody who pretends to be Slack, can send.</summary>
public class SlackRequestStories(AzuriteFixture azurite)
{
    const string Events = "api/slack/events";
    const string Interactions = "api/slack/interactions";
    const string Commands = "api/slack/commands";
    const string Verification = """{"token":"t","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd","type":"url_verification"}""";
    const string Reaction =
        """
        {"type":"event_callback","event_id":"Ev111","event":{"type":"reaction_added","user":"U0ADA","reaction":"+1",
         "item":{"type":"message","channel":"C0ONCALL","ts":"1599529504.000400"},"event_ts":"1599616881.000800"}}
        """;

    static readonly HttpClient Http = new();

    [Fact]
    public Task The_challenge_is_given_back_and_only_to_Slack() => Story.TellAsync(azurite, async story =>
    {
        Assert.Equal((200, """{"challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd"}"""), await SendAsync(story, Events, Verification));
        Assert.Equal(401, (await SendAsync(story, Events, Verification, secret: "another")).Status);
    });

    [Fact]
    public Task The_published_vector_is_accepted_at_its_time() => Story.TellFromAsync(
        azurite, DateTimeOffset.FromUnixTimeSeconds(1531420618), async story =>
        {
            // A slash command, which is signed as everything is; what it says is for another endpoint.
            var (status, answer) = await PostAsync(
                story, Interactions,
                Encoding.ASCII.GetBytes(
                    "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                    + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                    + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                    + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"),
                "1531420618", "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503");

            Assert.Equal((400, """{"error":"The form has no payload."}"""), (status, answer));
        },
        ("Slack__SigningSecret", "8f742231b10e8888abcd99yyyzzz85a5"));

    [Theory]
    [InlineData(Events)]
    [InlineData(Interactions)]
    [InlineData(Commands)]
    public Task Without_the_right_signature_nothing_is_taken(string path) => Story.TellAsync(azurite, async story =>
    {
        var now = Now(story);
        var right = Sign(Reaction, now, LocalSecrets.SlackSigningSecret);
        var others = new (string? Timestamp, string? Signature, string Header)[]
        {
            (null, right, "X-Slack-Request-Timestamp"),
            ("soon", right, "X-Slack-Request-Timestamp"),
            (Earlier(now, 301), Sign(Reaction, Earlier(now, 301), LocalSecrets.SlackSigningSecret), "X-Slack-Request-Timestamp"), // a recorded one
            (now, null, "X-Slack-Signature"),
            (now, "v0=", "X-Slack-Signature"),
            (now, right.Replace("v0=", "v1=", StringComparison.Ordinal), "X-Slack-Signature"),
            (now, Sign(Reaction, now, ""), "X-Slack-Signature"),
            (now, Sign(Reaction + " ", now, LocalSecrets.SlackSigningSecret), "X-Slack-Signature"), // of another body
            (Earlier(now, 1), right, "X-Slack-Signature"), // of another second
        };
        foreach (var (timestamp, signature, header) in others)
        {
            var (status, answer) = await PostAsync(story, path, Encoding.UTF8.GetBytes(Reaction), timestamp, signature);
            Assert.Equal(401, status);
            Assert.Contains(header, answer, StringComparison.Ordinal);
            Assert.DoesNotContain(LocalSecrets.SlackSigningSecret, answer, StringComparison.Ordinal);
        }
    });

    [Fact]
    public Task Without_a_secret_everything_is_refused() => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await SendAsync(story, Events, Verification, secret: "");
        Assert.Equal((401, true), (status, answer.Contains("Slack__SigningSecret is not set", StringComparison.Ordinal)));
    },
    ("Slack__SigningSecret", ""));

    [Fact]
    public Task A_body_beyond_every_measure_is_refused() => Story.TellAsync(azurite, async story =>
        Assert.Equal(413, (await SendAsync(story, Events, new string('x', 5 * 1024 * 1024))).Status));

    [Theory]
    [InlineData("this is not JSON", "malformed")]
    [InlineData("", "malformed")]
    [InlineData("[]", "malformed")]
    [InlineData(Reaction, "unused")] // a note that nobody here waits for
    [InlineData("""{"type":"event_callback","event":{"type":"team_rename"}}""", "unused")]
    public Task A_signed_event_that_nobody_acts_on_is_answered_2xx(string body, string outcome) => Story.TellAsync(azurite, async story =>
    {
        var (status, answer) = await SendAsync(story, Events, body);
        Assert.Equal((200, true), (status, answer.Contains(outcome, StringComparison.Ordinal)));
    });

    [Theory]
    [InlineData("hello", 400, "The form has no payload.")]
    [InlineData("payload=%7B%22type%22%3A%22view_closed%22%7D", 200, "")]
    [InlineData("payload=%7B%22type%22%3A%22block_actions%22%2C%22user%22%3A%7B%22id%22%3A%22U1%22%7D%2C%22trigger_id%22%3A%22t%22%2C%22actions%22%3A%5B%7B%22action_id%22%3A%22a%22%7D%5D%7D", 200, "")] // a button that is only a link
    public Task A_signed_interaction_that_nobody_acts_on(string body, int status, string says) => Story.TellAsync(azurite, async story =>
    {
        var answer = await SendAsync(story, Interactions, body);
        Assert.Equal((status, true), (answer.Status, answer.Body.Contains(says, StringComparison.Ordinal)));
        Assert.Equal(status == 200, answer.Body.Length == 0);
    });

    [Fact]
    public Task A_form_that_nobody_knows_any_more_is_sent_back_so_that_nothing_typed_is_lost() => Story.TellAsync(azurite, async story =>
    {
        const string Form =
            """{"type":"view_submission","user":{"id":"U0ADA"},"view":{"id":"V1","callback_id":"gone","state":{"values":{"note":{"text":{"value":"x"} } } } } }""";
        var (status, answer) = await SendAsync(story, Interactions, $"payload={Uri.EscapeDataString(Form)}");
        Assert.Equal(200, status);
        Assert.StartsWith("""{"response_action":"errors","errors":{"note":""", answer, StringComparison.Ordinal);
    });

    static Task<(int Status, string Body)> SendAsync(
        Story story, string path, string body, string secret = LocalSecrets.SlackSigningSecret) => PostAsync(
            story, path, Encoding.UTF8.GetBytes(body), Now(story), Sign(body, Now(story), secret));

    static async Task<(int Status, string Body)> PostAsync(
        Story story, string path, byte[] body, string? timestamp, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(story.Stage.Address, path))
        {
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        if (timestamp is not null)
            request.Headers.Add("X-Slack-Request-Timestamp", timestamp);
        if (signature is not null)
            request.Headers.Add("X-Slack-Signature", signature);
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    static string Now(Story story) =>
        story.Stage.Clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    static string Earlier(string timestamp, long seconds) =>
        (long.Parse(timestamp, CultureInfo.InvariantCulture) - seconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>Written out here once more, so that our own signing code is not its own judge.</summary>
    static string Sign(string body, string timestamp, string secret) =>
        $"v0={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"v0:{timestamp}:{body}")))}";
}
