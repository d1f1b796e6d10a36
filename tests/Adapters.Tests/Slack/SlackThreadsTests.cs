using OnCall.Adapters.Slack;
using OnCall.Engine.Reconcile;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>Our reading of a thread, from the simulated Slack over real HTTP.</summary>
public class SlackThreadsTests
{
    [Fact]
    public async Task A_thread_is_read_with_who_wrote_and_who_reacted()
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        var note = await sandbox.PostAsync("the note");
        var reply = sandbox.Slack.Say(Fixture.Ben, sandbox.OnCallChannel, note.Ts, "👍");
        sandbox.Slack.React(Fixture.Ada, note, "+1::skin-tone-3");
        sandbox.Slack.React(Fixture.Ben, note, "eyes");
        sandbox.Slack.React(Fixture.Tom, note, "eyes");
        await sandbox.CallAsync("chat.update", $$"""{"channel":"{{note.Channel.Id}}","ts":"{{note.Ts}}","text":"another note"}""");

        var thread = await ReadAsync(sandbox, note.Ts);

        Assert.Equal(("another note", true, true), (thread[0].Text, thread[0].IsByApp, thread[0].IsEdited));
        Assert.Equal(
            [("+1::skin-tone-3", "U0ADA", 1), ("eyes", "U0BEN U0TOM", 2)],
            thread[0].Reactions.Select(one => (one.Name, string.Join(' ', one.Users), one.Count)));
        Assert.Equal(("👍", "U0BEN", false, false), (thread[1].Text, thread[1].User, thread[1].IsByApp, thread[1].IsEdited));
        Assert.Equal(new SlackReceipt("C0ONCALL", reply.Ts), thread[1].Receipt);
    }

    [Fact]
    public async Task Whom_the_list_does_not_name_is_asked_for()
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        sandbox.Slack.MaxListedReactors = 1;
        var note = await sandbox.PostAsync("the note");
        foreach (var person in Fixture.Policy.People)
            sandbox.Slack.React(person, note, "+1");

        Assert.Equal(
            Fixture.Policy.People.Select(person => person.Slack),
            Assert.Single((await ReadAsync(sandbox, note.Ts))[0].Reactions).Users);
    }

    [Fact]
    public async Task A_thread_of_several_pages_is_read_to_its_end_and_each_message_once()
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        var note = await sandbox.PostAsync("the note");
        for (var reply = 1; reply <= 450; reply++)
            sandbox.Slack.Say(Fixture.Ben, sandbox.OnCallChannel, note.Ts, $"{reply}");

        var thread = await ReadAsync(sandbox, note.Ts);
        Assert.Equal(451, thread.Count);
        Assert.Equal("450", thread[^1].Text);
    }

    [Theory]
    [InlineData("1.2", "Slack refused with thread_not_found.")]
    [InlineData("&=../?", "Slack refused with thread_not_found.")]
    public async Task A_thread_that_is_not_there_was_not_read(string ts, string why)
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        Assert.Equal(
            new Listing<ThreadMessage>.NotRead(why),
            await sandbox.Threads.ReadAsync(new SlackReceipt("C0ONCALL", ts), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Throttled_or_down_or_with_another_token_nothing_was_read()
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        var note = new SlackReceipt("C0ONCALL", (await sandbox.PostAsync("the note")).Ts);
        var cancellation = TestContext.Current.CancellationToken;

        sandbox.Slack.Throttle(times: 1, TimeSpan.FromSeconds(1));
        Assert.Equal(
            new Listing<ThreadMessage>.NotRead("Slack asked us to slow down."), await sandbox.Threads.ReadAsync(note, cancellation));
        sandbox.Slack.GoDown();
        Assert.IsType<Listing<ThreadMessage>.NotRead>(await sandbox.Threads.ReadAsync(note, cancellation));
        sandbox.Slack.ComeBack();
        Assert.Equal(
            new Listing<ThreadMessage>.NotRead("Slack refused with invalid_auth: check the setting Slack__BotToken."),
            await new SlackThreads(sandbox.Calls("xoxb-wrong")).ReadAsync(note, cancellation));
    }

    static async Task<IReadOnlyList<ThreadMessage>> ReadAsync(SlackSandbox sandbox, string ts) =>
        Assert.IsType<Listing<ThreadMessage>.Read>(await sandbox.Threads.ReadAsync(
            new SlackReceipt("C0ONCALL", ts), TestContext.Current.CancellationToken)).Items;
}
