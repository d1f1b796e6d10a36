using System.Text;
using System.Text.Json.Nodes;
using OnCall.LocalHost.FunctionsHost;
using OnCall.LocalHost.ServiceBus;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.HostContract;

public sealed class QueueTests
{
    static readonly QueueMessage Message = new(
        Encoding.UTF8.GetBytes("""{"a":1}"""), "message-1", DeliveryCount: 1,
        new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero).AddMilliseconds(250), SequenceNumber: 7,
        CorrelationId: null, ContentType: "application/json",
        new Dictionary<string, object?> { ["process"] = "incident-1", ["version"] = 3 },
        Guid.Parse("00000000-0000-0000-0000-000000000001"));

    [Fact]
    public async Task A_message_arrives_encoded_twice_and_chunked()
    {
        using var folder = new FunctionsFolderOnDisk().WithQueue("Wakeup", "wakeups");
        await using var host = await PlayedHost.StartAsync(folder);
        Assert.Equal(Settlement.Complete, await host.Messages.DeliverAsync("wakeups", Message));
        Assert.Equal(3, host.Messages.MaxConcurrentCalls);

        var request = Assert.Single(host.Handler.Requests);
        Assert.Equal(("POST", "/Wakeup"), (request.Method, request.Target));
        Assert.Equal(["chunked"], request.Headers["Transfer-Encoding"]);
        Assert.DoesNotContain("Content-Length", request.Headers.Keys);
        Assert.StartsWith("""{"Data":{"wakeup":"\"{\\\"a\\\":1}\""},"Metadata":{""", request.Text, StringComparison.Ordinal);

        var envelope = JsonNode.Parse(request.Text)!;
        Assert.True(envelope["Metadata"]!["sys"]!.AsObject().Remove("RandGuid"));
        Assert.True(JsonNode.DeepEquals(envelope, JsonNode.Parse("""
            {
              "Data": { "wakeup": "\"{\\\"a\\\":1}\"" },
              "Metadata": {
                "MessageId": "\"message-1\"",
                "DeliveryCount": "1",
                "EnqueuedTimeUtc": "\"2026-03-02T09:00:00.25\"",
                "SequenceNumber": "7",
                "CorrelationId": "null",
                "ContentType": "\"application/json\"",
                "ApplicationProperties": { "process": "incident-1", "version": 3 },
                "LockToken": "\"00000000-0000-0000-0000-000000000001\"",
                "sys": { "MethodName": "Wakeup", "UtcNow": "2026-03-02T09:00:30Z" }
              }
            }
            """)), envelope.ToJsonString());
    }

    [Theory]
    [InlineData(200, "application/json", "{}", true)]
    [InlineData(200, "application/json; charset=utf-8", """{"Outputs":{},"Logs":[],"ReturnValue":null}""", true)]
    [InlineData(200, "text/plain", "ok", false)]
    [InlineData(200, "application/json", "[]", false)]
    [InlineData(200, "application/json", "{", false)]
    [InlineData(202, "application/json", "{}", false)]
    [InlineData(302, "application/json", "{}", false)]
    [InlineData(401, null, "", false)]
    [InlineData(500, "application/json", "{}", false)]
    public async Task Only_an_object_of_JSON_completes_a_message(int status, string? type, string body, bool isCompleted)
    {
        using var folder = new FunctionsFolderOnDisk().WithQueue("Wakeup", "wakeups");
        await using var host = await PlayedHost.StartAsync(
            folder, context => HandlerInTest.AnswerAsync(context, status, body, type));
        Assert.Equal(
            isCompleted ? Settlement.Complete : Settlement.Abandon,
            await host.Messages.DeliverAsync("wakeups", Message));
        Assert.Equal(0, host.Player.UnderWay);
    }

    [Theory]
    [InlineData(204, null, "")]
    [InlineData(200, "application/json", "")]
    [InlineData(200, null, "")]
    [InlineData(200, "application/json", "null")]
    public async Task Some_answers_leave_a_message_hanging_until_functionTimeout(int status, string? type, string body)
    {
        using var folder = new FunctionsFolderOnDisk().WithQueue("Wakeup", "wakeups");
        await using var host = await PlayedHost.StartAsync(
            folder, context => HandlerInTest.AnswerAsync(context, status, body, type));
        var delivery = host.Messages.DeliverAsync("wakeups", Message);
        await Eventually.TrueAsync(() => host.Clock.NextDue is not null, "the host waits for more");
        await host.QuietAsync();
        Assert.False(delivery.IsCompleted);

        host.Clock.MoveTo(PlayedHost.Start.AddSeconds(20));
        Assert.Equal(Settlement.Abandon, await delivery);
    }

    [Fact]
    public async Task A_message_is_not_touched_while_the_handler_is_down()
    {
        using var folder = new FunctionsFolderOnDisk().WithQueue("Wakeup", "wakeups");
        await using var host = await PlayedHost.StartAsync(folder);
        await host.Handler.DisposeAsync();
        Assert.Equal(Settlement.Release, await host.Messages.DeliverAsync("wakeups", Message));
    }
}
