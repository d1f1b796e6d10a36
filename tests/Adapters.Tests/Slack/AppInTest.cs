using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using OnCall.Adapters.Slack;

namespace OnCall.Adapters.Tests.Slack;

/// <summary>An app of a few lines that Slack tells things.</summary>
sealed class AppInTest : IAsyncDisposable
{
    readonly List<Received> _received = [];
    WebApplication? _app;

    public sealed record Received(string? Timestamp, string? Signature, string? RetryNum, string? RetryReason, byte[] Body);

    public (HttpStatusCode Status, string Body) Answer { get; set; } = (HttpStatusCode.OK, "");

    /// <summary>So that Slack does not repeat itself.</summary>
    public bool RefusesRetries { get; set; }

    /// <summary>Before it answers.</summary>
    public Func<byte[], Task> Act { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<Received> All
    {
        get
        {
            lock (_received)
                return [.. _received];
        }
    }

    public Received Last => All[^1];

    public async Task<Uri> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(async http =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            var headers = http.Request.Headers;
            lock (_received)
                _received.Add(new Received(
                    headers[SlackSignature.TimestampHeader], headers[SlackSignature.Header],
                    headers["x-slack-retry-num"], headers["x-slack-retry-reason"], body.ToArray()));
            await Act(body.ToArray());
            http.Response.StatusCode = (int)Answer.Status;
            if (RefusesRetries)
                http.Response.Headers["x-slack-no-retry"] = "1";
            await http.Response.WriteAsync(Answer.Body);
        });
        await _app.StartAsync();
        return new Uri(_app.Urls.First());
    }

    public void ExpectSigned(DateTimeOffset now) => Assert.All(All, one => Assert.True(
        SlackSignature.IsValid(SlackSandbox.Secret, one.Timestamp, one.Body, one.Signature, now)));

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
    }
}
