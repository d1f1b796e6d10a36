using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using OnCall.LocalHost;
using OnCall.LocalHost.FunctionsHost;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.HostContract;

public sealed class ForwardingTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_request_reaches_the_handler_byte_for_byte()
    {
        var body = RandomNumberGenerator.GetBytes(300_000);
        using var folder = new FunctionsFolderOnDisk().WithHttp("Hook", "hook");
        await using var host = await PlayedHost.StartAsync(folder);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hook?a=1%2F2&b=%20&b=c");
        request.Content = new ByteArrayContent(body);
        request.Headers.Add("X-PagerDuty-Signature", "v1=abc,v1=def");
        request.Headers.Add("Cookie", "a=1; b=2");
        request.Content.Headers.Add("Content-Type", "application/json; charset=UTF-8");
        using var answer = await host.Http.SendAsync(request, Cancellation);

        var received = Assert.Single(host.Handler.Requests);
        Assert.Equal(("POST", "/api/hook?a=1%2F2&b=%20&b=c"), (received.Method, received.Target));
        Assert.Equal(body, received.Body.ToArray());
        Assert.Equal(["v1=abc,v1=def"], received.Headers["X-PagerDuty-Signature"]);
        Assert.Equal(["a=1; b=2"], received.Headers["Cookie"]);
        Assert.Equal(["application/json; charset=UTF-8"], received.Headers["Content-Type"]);
        Assert.Equal(["300000"], received.Headers["Content-Length"]);
        Assert.Equal([host.Player.Address.Authority], received.Headers["Host"]);
        Assert.True(Guid.TryParse(received.Headers["X-Azure-Functions-InvocationId"].Single(), out _));
    }

    [Fact]
    public async Task An_answer_reaches_the_caller_byte_for_byte()
    {
        var body = RandomNumberGenerator.GetBytes(300_000);
        using var folder = new FunctionsFolderOnDisk().WithHttp("Hook", "hook");
        await using var host = await PlayedHost.StartAsync(folder, async context =>
        {
            context.Response.StatusCode = StatusCodes.Status418ImATeapot;
            context.Response.Headers.Append("Set-Cookie", new(["a=1; Path=/", "b=2; Expires=Mon, 02 Mar 2026 00:00:00 GMT"]));
            context.Response.Headers.ContentType = "image/png";
            await context.Response.Body.WriteAsync(body, context.RequestAborted);
        });
        using var answer = await host.Http.GetAsync("/api/hook", Cancellation);

        Assert.Equal(418, (int)answer.StatusCode);
        Assert.Equal(["a=1; Path=/", "b=2; Expires=Mon, 02 Mar 2026 00:00:00 GMT"], answer.Headers.GetValues("Set-Cookie"));
        Assert.Equal("image/png", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(body, await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData("GET", "/api/people", HttpStatusCode.OK)] // an optional parameter left out
    [InlineData("GET", "/api/people/7", HttpStatusCode.OK)]
    [InlineData("GET", "/API/People/7", HttpStatusCode.OK)] // routes do not mind capitals
    [InlineData("GET", "/api/people/7/8", HttpStatusCode.NotFound)]
    [InlineData("POST", "/api/people", HttpStatusCode.NotFound)] // not in the list: 404, not 405
    [InlineData("GET", "/people", HttpStatusCode.NotFound)] // without the prefix
    [InlineData("GET", "/", HttpStatusCode.NotFound)]
    [InlineData("PATCH", "/api/any", HttpStatusCode.OK)] // a function without a list takes every method
    public async Task Routes_and_methods_decide_who_is_asked(string method, string path, HttpStatusCode status)
    {
        using var folder = new FunctionsFolderOnDisk().WithHttp("People", "people/{id?}", "\"get\"").WithHttp("Any", "any", "");
        await using var host = await PlayedHost.StartAsync(folder);
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await host.Http.SendAsync(request, Cancellation);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, host.Handler.Requests.Count);
    }

    [Theory]
    [InlineData("", null, HttpStatusCode.Unauthorized)]
    [InlineData("?code=wrong", null, HttpStatusCode.Unauthorized)]
    [InlineData("?code=" + PlayedHost.Key, null, HttpStatusCode.OK)]
    [InlineData("", PlayedHost.Key, HttpStatusCode.OK)]
    public async Task A_function_key_is_asked_for(string query, string? header, HttpStatusCode status)
    {
        using var folder = new FunctionsFolderOnDisk().WithHttp("Health", "health", authLevel: "function");
        await using var host = await PlayedHost.StartAsync(folder);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/health" + query);
        if (header is not null)
            request.Headers.Add("x-functions-key", header);
        using var answer = await host.Http.SendAsync(request, Cancellation);
        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task A_body_over_the_limit_of_Azure_is_refused()
    {
        using var folder = new FunctionsFolderOnDisk().WithHttp("Hook", "hook");
        await using var host = await PlayedHost.StartAsync(folder);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/hook");
        request.Headers.ExpectContinue = true; // asks before it sends, so that the refusal is read and not lost
        request.Content = new StreamContent(new MemoryStream(new byte[(100 * 1024 * 1024) + 1]));
        using var answer = await host.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_handler_that_is_down_costs_a_500()
    {
        using var folder = new FunctionsFolderOnDisk().WithHttp("Hook", "hook");
        await using var host = await PlayedHost.StartAsync(folder);
        await host.Handler.DisposeAsync();
        using var answer = await host.Http.GetAsync("/api/hook", Cancellation);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
    }

    [Fact]
    public async Task A_taken_port_is_named_with_the_way_out()
    {
        using var folder = new FunctionsFolderOnDisk();
        await using var host = await PlayedHost.StartAsync(folder);
        var setup = new FunctionsHostSetup(FunctionsFolder.Read(folder.Path), new HandlerInProcess(host.Handler.Address))
        {
            Port = host.Player.Address.Port,
        };
        var error = await Assert.ThrowsAsync<LocalHostException>(() => FunctionsHostPlayer.StartAsync(setup, Cancellation));
        Assert.Contains($"Port {setup.Port} ", error.Message, StringComparison.Ordinal);
        Assert.Contains("--functions-port", error.Message, StringComparison.Ordinal);
    }
}
