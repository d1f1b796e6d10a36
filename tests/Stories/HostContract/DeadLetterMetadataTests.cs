using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OnCall.Engine.DeadLetters;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.Functions;
using OnCall.LocalHost.InMemory;

namespace OnCall.Stories.HostContract;

/// <summary>Hosts write what they know of a message each in their own way; only its body is sure to be there.</summary>
public sealed class DeadLetterMetadataTests : IAsyncLifetime
{
    const string Wakeup = """{\"process\":\"incident-P1\",\"version\":3,\"due\":\"2026-01-06T08:42:00Z\",\"sentAt\":\"2026-01-06T08:42:00Z\"}""";

    readonly WebApplication _app = OnCallApp.Build([], new OnCallAppAdjustment(
        settings =>
        {
            settings.Sources.Clear();
            settings.AddInMemoryCollection(RouteTests.Complete);
        },
        logging => logging.ClearProviders(),
        parts => parts.AddSingleton<IStreamStore>(new MemoryStreamStore()).AddSingleton<IWakeups>(new RouteTests.NobodyWakes())));

    readonly HttpClient _http = new();

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _app.StartAsync(Cancellation);

    [Theory]
    [InlineData("""{}""", null)]
    [InlineData("""{"MessageId":7,"DeadLetterReason":7,"ApplicationProperties":"none"}""", null)]
    [InlineData("""{"DeadLetterReason":"TooMany"}""", "TooMany")]
    [InlineData("""{"DeadLetterReason":"\"TooMany\"","DeadLetterErrorDescription":"\"ten times\""}""", "TooMany: ten times")]
    [InlineData("""{"ApplicationProperties":{"DeadLetterReason":"TooMany"}}""", "TooMany")]
    [InlineData("""{"UserProperties":{"DeadLetterErrorDescription":"ten times"}}""", "ten times")]
    public async Task The_reason_is_found_wherever_the_host_writes_it(string metadata, string? why)
    {
        await PostAsync($$"""{"Data":{"deadLetter":"{{Wakeup}}"},"Metadata":{{metadata}}}""");
        var letter = Assert.Single(await WaitingAsync());
        Assert.Equal(("incident-P1", 3L, why), (letter.Message.Knock!.Process, letter.Message.Knock.Version, letter.Message.Why));
    }

    [Theory]
    [InlineData("""{"MessageId":"\"m-1\""}""", """{"MessageId":"m-1"}""")]
    [InlineData("""{}""", """{"MessageId":"null"}""")] // no id: the body tells it from others
    public async Task The_same_message_delivered_twice_waits_once(string first, string second)
    {
        await PostAsync($$"""{"Data":{"deadLetter":"{{Wakeup}}"},"Metadata":{{first}}}""");
        await PostAsync($$"""{"Data":{"deadLetter":"{{Wakeup}}"},"Metadata":{{second}}}""");
        Assert.Single(await WaitingAsync());
    }

    [Theory]
    [InlineData("\"\\\"not JSON\\\"\"", "not JSON")]
    [InlineData("\"not JSON\"", "not JSON")]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData("\"\"", "")]
    public async Task A_body_that_is_no_wake_up_is_kept_as_it_reads(string data, string body)
    {
        await PostAsync($$$"""{"Data":{"deadLetter":{{{data}}}}}""");
        var letter = Assert.Single(await WaitingAsync());
        Assert.Equal((null, body), (letter.Message.Knock, letter.Message.Body));
    }

    [Fact]
    public async Task A_long_body_is_cut()
    {
        await PostAsync($$$"""{"Data":{"deadLetter":"{{{new string('x', 200_000)}}}"}}""");
        Assert.Equal(2000, Assert.Single(await WaitingAsync()).Message.Body.Length);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }

    async Task PostAsync(string body)
    {
        using var answer = await _http.PostAsync(
            new Uri($"{_app.Urls.Single()}/WakeupDeadLetter"), new StringContent(body), Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    async Task<IReadOnlyList<WaitingLetter>> WaitingAsync() =>
        await _app.Services.GetRequiredService<DeadLetterBox>().WaitingAsync(Cancellation).ToListAsync(Cancellation);
}
