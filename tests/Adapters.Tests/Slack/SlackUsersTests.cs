using OnCall.Adapters.Slack;
using OnCall.Core.Rotation;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>Whether Slack knows somebody, over real HTTP.</summary>
public sealed class SlackUsersTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_member_is_known_and_an_id_of_nobody_is_not()
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        var users = new SlackUsers(sandbox.Calls());

        Assert.IsType<Fact.Yes>(await users.KnowsAsync(Fixture.Ada, Cancellation));
        Assert.IsType<Fact.No>(await users.KnowsAsync(Fixture.Ada with { Slack = "U0&GONE=1" }, Cancellation));
        sandbox.Slack.Become(Fixture.Ada, SlackMembership.Gone);
        Assert.IsType<Fact.No>(await users.KnowsAsync(Fixture.Ada, Cancellation));
    }

    [Theory]
    [InlineData(SlackMembership.Deactivated, "is deactivated")]
    [InlineData(SlackMembership.Bot, "is a bot's")]
    public async Task An_account_that_reaches_nobody_is_unfit(SlackMembership membership, string why)
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        sandbox.Slack.Become(Fixture.Ada, membership);

        Assert.Equal(new Fact.Unfit(why), await new SlackUsers(sandbox.Calls()).KnowsAsync(Fixture.Ada, Cancellation));
    }

    [Fact]
    public async Task What_cannot_be_read_is_neither_yes_nor_no()
    {
        await using var sandbox = await SlackSandbox.StartAsync();
        Assert.Contains("invalid_auth", Assert.IsType<Fact.NotRead>(
            await new SlackUsers(sandbox.Calls("wrong")).KnowsAsync(Fixture.Ada, Cancellation)).Why, StringComparison.Ordinal);
        sandbox.Slack.GoDown();
        Assert.IsType<Fact.NotRead>(await new SlackUsers(sandbox.Calls()).KnowsAsync(Fixture.Ada, Cancellation));
    }
}
