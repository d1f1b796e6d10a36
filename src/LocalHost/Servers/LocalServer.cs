using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Connections;

namespace OnCall.LocalHost.Servers;

/// <summary>An HTTP server on the loopback address that plays somebody else's.</summary>
sealed class LocalServer : IAsyncDisposable
{
    const int MaxBodyBytes = 1024 * 1024;
    readonly WebApplication _app;

    LocalServer(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First() + "/");

    /// <param name="portOption">What a person writes to choose another port.</param>
    /// <exception cref="LocalHostException">The port is taken.</exception>
    public static async Task<LocalServer> StartAsync(
        string name, int port, string portOption, Action<IEndpointRouteBuilder> map)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        });
        var app = builder.Build();
        map(app);
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new LocalHostException(
                $"{name} cannot listen on port {port}, because another program does: "
                + $"stop it, or choose another port with {portOption}.");
        }

        return new LocalServer(app);
    }

    public static async Task<byte[]> BodyOf(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        return body.ToArray();
    }

    public static Task AnswerAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        return http.Response.WriteAsync(body.ToJsonString(), http.RequestAborted);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
