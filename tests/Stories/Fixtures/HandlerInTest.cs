using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace OnCall.Stories.Fixtures;

/// <summary>A handler of a few lines that keeps what it was asked.</summary>
public sealed class HandlerInTest : IAsyncDisposable
{
    const string Done = "{}";

    readonly WebApplication _app;
    readonly Lock _gate = new();
    readonly List<Received> _received = [];

    HandlerInTest(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    public IReadOnlyList<Received> Requests
    {
        get
        {
            lock (_gate)
                return [.. _received];
        }
    }

    /// <summary>Answers that all is done.</summary>
    public static Task<HandlerInTest> StartAsync() => StartAsync(context => AnswerAsync(context, 200, Done));

    public static async Task<HandlerInTest> StartAsync(Func<HttpContext, Task> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, port: 0);
        });
        var handler = new HandlerInTest(builder.Build());
        handler._app.Run(async context =>
        {
            await handler.KeepAsync(context);
            await answer(context);
        });
        await handler._app.StartAsync(TestContext.Current.CancellationToken);
        return handler;
    }

    public static Task AnswerAsync(HttpContext context, int status, string body, string? contentType = "application/json")
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return body.Length == 0 ? Task.CompletedTask : context.Response.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>As one that is killed: nothing under way is answered, and nobody can connect.</summary>
    public Task EndAbruptlyAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    async Task KeepAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var received = new Received(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToArray(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        lock (_gate)
            _received.Add(received);
    }

    /// <param name="Target">Path and query as they stood in the request line.</param>
    public sealed record Received(
        string Method, string Target, IReadOnlyDictionary<string, string?[]> Headers, ReadOnlyMemory<byte> Body)
    {
        public string Text => Encoding.UTF8.GetString(Body.Span);
    }
}
