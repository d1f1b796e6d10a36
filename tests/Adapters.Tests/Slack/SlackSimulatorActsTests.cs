using System.Net;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>What the simulated Slack does with messages that stand already, and for one person alone.</summary>
public sealed class SlackSimulatorActsTests : IAsyncLifetime
{
    SlackSandbox _sandbox = null!;

    public async ValueTask InitializeAsync() => _sandbox = await SlackSandbox.StartAsync();

    [Fact]
    public async Task An_edit_is_kept_with_what_stood_there_before()
    {
        var note = await _sandbox.PostAsync("one");
        var edited = new List<string>();
        _sandbox.Slack.Edited += message => edited.Add(message.Text);

        Assert.Null(await UpdateAsync(note, "two"));

        var now = Assert.Single(_sandbox.Slack.Messages);
        Assert.Equal(("two", "one"), (now.Text, Assert.Single(now.EarlierTexts)));
        Assert.Equal(_sandbox.Clock.GetUtcNow(), now.EditedAt);
        Assert.Equal(["two"], edited);
    }

    [Fact]
    public async Task Only_our_own_messages_can_be_changed()
    {
        var said = _sandbox.Slack.Say(Fixture.Ada, _sandbox.OnCallChannel, threadTs: null, "mine");
        Assert.Equal("cant_update_message", await UpdateAsync(said, "yours"));
        Assert.Equal("message_not_found", await UpdateAsync(said with { Ts = "1.2" }, "yours"));
        Assert.Equal("no_text", await UpdateAsync(await _sandbox.PostAsync("one"), ""));
    }

    [Fact]
    public async Task Blocks_stay_unless_others_come_or_an_empty_list_takes_them_away()
    {
        var note = await _sandbox.PostAsync("one", ""","blocks":[{"type":"divider"}]""");
        await UpdateAsync(note, "two");
        Assert.NotNull(_sandbox.Slack.Messages[0].Blocks);
        await UpdateAsync(note, "three", ""","blocks":[]""");
        Assert.Null(_sandbox.Slack.Messages[0].Blocks);
    }

    [Fact]
    public async Task A_whisper_is_seen_by_one_person_and_listed_nowhere()
    {
        Assert.Null(await _sandbox.CallAsync("chat.postEphemeral", """{"channel":"C0ONCALL","user":"U0ADA","text":"psst"}"""));
        Assert.Equal("U0ADA", Assert.Single(_sandbox.Slack.Ephemerals).EphemeralTo);
        Assert.Empty(_sandbox.Slack.Messages);
        Assert.Equal(
            "user_not_in_channel",
            await _sandbox.CallAsync("chat.postEphemeral", """{"channel":"C0ONCALL","user":"U0NOBODY","text":"psst"}"""));
    }

    [Fact]
    public async Task A_direct_message_needs_an_open_conversation()
    {
        Assert.Equal("channel_not_found", await _sandbox.CallAsync("chat.postMessage", """{"channel":"D0ADA","text":"psst"}"""));
        Assert.Equal("user_not_found", await _sandbox.CallAsync("conversations.open", """{"users":"U0NOBODY"}"""));
        Assert.Null(await _sandbox.CallAsync("conversations.open", """{"users":"U0ADA"}"""));
        Assert.Null(await _sandbox.CallAsync("conversations.open", """{"users":"U0ADA"}"""));
        Assert.Null(await _sandbox.CallAsync("chat.postMessage", """{"channel":"D0ADA","text":"psst"}"""));

        var message = Assert.Single(_sandbox.Slack.Messages);
        Assert.Equal((true, "Ada"), (message.IsDirect, message.Channel.Name));
        Assert.Equal(1, (await _sandbox.AnswerAsync("conversations.history", """{"channel":"D0ADA"}""")).GetProperty("messages").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"type":"button","action_id":"a","text":{"type":"plain_text","text":"Go"}}""", null)]
    [InlineData("""{"type":"button","action_id":"a","style":"primary","value":"v","text":{"type":"plain_text","text":"Go"}}""", null)]
    [InlineData("""{"type":"button","text":{"type":"plain_text","text":"Go"}}""", "invalid_blocks")]
    [InlineData("""{"type":"button","action_id":"a","text":{"type":"mrkdwn","text":"Go"}}""", "invalid_blocks")]
    [InlineData("""{"type":"button","action_id":"a","style":"huge","text":{"type":"plain_text","text":"Go"}}""", "invalid_blocks")]
    public async Task Buttons(string button, string? error)
    {
        Assert.Equal(error, await PostAsync($$"""{"type":"actions","elements":[{{button}}]}"""));
        Assert.Equal(error, await PostAsync($$"""{"type":"section","text":{"type":"mrkdwn","text":"x"},"accessory":{{button}}}"""));
    }

    [Fact]
    public async Task Buttons_have_short_texts_and_ids_of_their_own()
    {
        static string Button(string id, int length) =>
            $$$"""{"type":"button","action_id":"{{{id}}}","text":{"type":"plain_text","text":"{{{new string('x', length)}}}"} }""";
        Assert.Null(await PostAsync($$"""{"type":"actions","elements":[{{Button("a", 75)}},{{Button("b", 75)}}]}"""));
        Assert.Equal("invalid_blocks", await PostAsync($$"""{"type":"actions","elements":[{{Button("a", 76)}}]}"""));
        Assert.Equal("invalid_blocks", await PostAsync($$"""{"type":"actions","elements":[{{Button("a", 1)}},{{Button("a", 1)}}]}"""));
    }

    [Fact]
    public async Task Somebody_can_react_and_reply_on_the_page_in_another_persons_name()
    {
        var note = await _sandbox.PostAsync("the note");
        using var http = new HttpClient();

        await ActAsync(http, "react", note, ("as", "ada"), ("name", "+1"));
        await ActAsync(http, "reply", note, ("as", "ben"), ("text", "<b>thanks</b>"));
        await ActAsync(http, "reply", note, ("as", "nobody"), ("text", "unheard"));

        Assert.Equal(["U0ADA"], Assert.Single(_sandbox.Slack.Messages[0].Reactions).Users);
        var page = await http.GetStringAsync(new Uri(_sandbox.Slack.Url, "?as=ada"), TestContext.Current.CancellationToken);
        Assert.Contains("&lt;b&gt;thanks&lt;/b&gt;", page, StringComparison.Ordinal);
        Assert.Contains("Ada reacted with +1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("unheard", page, StringComparison.Ordinal);

        await ActAsync(http, "react", note, ("as", "ada"), ("name", "+1"));
        Assert.Empty(_sandbox.Slack.Messages[0].Reactions);
    }

    [Fact]
    public async Task Another_page_in_the_browser_cannot_act_here()
    {
        var note = await _sandbox.PostAsync("the note");
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Origin", "https://evil.example");

        Assert.Equal(HttpStatusCode.Forbidden, await ActAsync(http, "react", note, ("as", "ada"), ("name", "+1")));
        Assert.Empty(_sandbox.Slack.Messages[0].Reactions);
    }

    public ValueTask DisposeAsync() => _sandbox.DisposeAsync();

    Task<string?> PostAsync(string block) =>
        _sandbox.CallAsync("chat.postMessage", $$"""{"channel":"C0ONCALL","text":"x","blocks":[{{block}}]}""");

    Task<string?> UpdateAsync(PostedMessage message, string text, string more = "") => _sandbox.CallAsync(
        "chat.update", $$"""{"channel":"{{message.Channel.Id}}","ts":"{{message.Ts}}","text":"{{text}}"{{more}}}""");

    async Task<HttpStatusCode> ActAsync(HttpClient http, string what, PostedMessage message, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(
            [.. fields.Append(("channel", message.Channel.Id)).Append(("ts", message.Ts)).Select(one => KeyValuePair.Create(one.Item1, one.Item2))]);
        using var response = await http.PostAsync(
            new Uri(_sandbox.Slack.Url, $"act/{what}"), form, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
