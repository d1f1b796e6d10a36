using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Connections;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>The host's server: which request belongs to which function, and who may call it.</summary>
static class HttpFront
{
    // Azure's limit on the body of a request.
    const long MaxBodyBytes = 100 * 1024 * 1024;

    public static async Task<WebApplication> StartAsync(
        FunctionsHostSetup setup, HttpForwarding forwarding, CancellationToken cancellation)
    {
        var app = Build(setup);
        foreach (var function in setup.Folder.Functions.OfType<FunctionDeclaration.OverHttp>())
            Map(app, setup, function, forwarding);

        // Matches what no function takes, a method that is not listed included: 404, where ASP.NET would say 405.
        app.Map("/{**rest}", () => Results.NotFound()).WithOrder(int.MaxValue);
        try
        {
            await app.StartAsync(cancellation);
            return app;
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            throw new LocalHostException(
                $"Port {setup.Port} of this machine is taken: end the program that listens there, "
                + "or choose another port with --functions-port.");
        }
    }

    static WebApplication Build(FunctionsHostSetup setup)
    {
        // Empty: nothing from the environment or from settings files, which belong to the handler, reaches the host.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.Listen(IPAddress.Loopback, setup.Port);
        });
        builder.Services.AddRouting();
        builder.Services.AddSingleton(setup.Loggers);
        return builder.Build();
    }

    static void Map(
        WebApplication app, FunctionsHostSetup setup, FunctionDeclaration.OverHttp function, HttpForwarding forwarding)
    {
        var route = $"{setup.Folder.Host.RoutePrefix}/{function.Route}".Trim('/');
        RequestDelegate answer = context =>
        {
            if (MayCall(function.AuthLevel, setup.Key, context.Request))
                return forwarding.ForwardAsync(function.Name, context);
            context.Response.StatusCode = (int)HttpStatusCode.Unauthorized;
            return Task.CompletedTask;
        };
        if (function.Methods.Count == 0)
            app.Map(route, answer);
        else
            app.MapMethods(route, function.Methods, answer);
    }

    static bool MayCall(AuthLevel level, string? key, HttpRequest request)
    {
        if (level == AuthLevel.Anonymous)
            return true;
        var shown = request.Headers.TryGetValue("x-functions-key", out var header) ? header : request.Query["code"];
        return !string.IsNullOrEmpty(key)
            && CryptographicOperations.FixedTimeEquals(
                Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(shown.ToString()));
    }
}
