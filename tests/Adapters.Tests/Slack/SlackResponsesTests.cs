using System.Net;
using OnCall.Adapters.Slack;
using OnCall.LocalHost.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>Whoever typed a command is answered once more, later.</summary>
public class SlackResponsesTests
{
    static readonly Uri Address = new("https://hooks.slack.com/commands/T111/111/xxxxx");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Five_times_for_half_an_hour_only_they_see_it()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Fixture.Start);
        await using var app = new AppInTest();
        await using var slack = new SlackSimulator(
            new SlackSimulatorOptions(Fixture.Policy, "xoxb") { SigningSecret = SlackSandbox.Secret }, clock)
        {
            CommandsUrl = await app.StartAsync(),
        };
        await slack.StartAsync();
        using var http = new HttpClient();
        var responses = new SlackResponses(http);
        var first = await TypeAsync();
        for (var i = 1; i <= 5; i++)
            Assert.Null(await responses.TellAsync(first, SlackMessage.Plain($"answer {i}"), Cancellation));
        Assert.Equal("Slack answered 404.", await responses.TellAsync(first, SlackMessage.Plain("answer 6"), Cancellation));
        Assert.Equal(5, slack.Ephemerals.Count(message => message.EphemeralTo == Fixture.Ada.Slack));

        var second = await TypeAsync();
        clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal("Slack answered 404.", await responses.TellAsync(second, SlackMessage.Plain("too late"), Cancellation));

        async Task<Uri> TypeAsync()
        {
            await slack.CommandAsync(Fixture.Ada, Fixture.Policy.Channels.OnCall, "triage", Cancellation);
            var form = WebUtility.UrlDecode(System.Text.Encoding.UTF8.GetString(app.Last.Body));
            return new Uri(form.Split("response_url=")[1].Split('&')[0]);
        }
    }

    [Fact]
    public async Task What_went_wrong_is_said_and_the_address_is_not()
    {
        using var refusing = new HttpClient(AnsweringHandler.With("used_url", "text/plain", HttpStatusCode.NotFound));
        Assert.Equal("Slack answered 404.", await new SlackResponses(refusing).TellAsync(Address, SlackMessage.Plain("x"), Cancellation));

        using var away = new HttpClient(new AnsweringHandler(_ => throw new HttpRequestException("Connection refused")));
        Assert.Equal(
            "Slack: it could not be reached: Connection refused.",
            await new SlackResponses(away).TellAsync(Address, SlackMessage.Plain("x"), Cancellation));
    }
}
