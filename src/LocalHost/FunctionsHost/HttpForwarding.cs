using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Forwards a request whole and gives the answer back whole, byte for byte, as signatures need it.</summary>
sealed partial class HttpForwarding(HandlerClient client, UnderWayCount underWay, ILogger<HttpForwarding> logger)
{
    const string InvocationId = "X-Azure-Functions-InvocationId";

    // They belong to one connection and not to the message. Expect is answered by our own server.
    static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Expect", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade",
    };

    public async Task ForwardAsync(string function, HttpContext context)
    {
        using var _ = underWay.Begin();
        try
        {
            var status = await client.SendAsync(
                handler => Request(context, handler),
                (answer, cancellation) => AnswerAsync(answer, context.Response, cancellation),
                context.RequestAborted);
            LogForwarded(function, context.Request.Method, context.Request.Path, status);
        }
        catch (HttpRequestException e)
        {
            var status = (e.InnerException as BadHttpRequestException)?.StatusCode
                ?? (int)HttpStatusCode.InternalServerError;
            LogNotForwarded(function, context.Request.Method, context.Request.Path, status, e.Message);
            if (context.Response.HasStarted)
                context.Abort();
            else
                context.Response.StatusCode = status;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            LogCallerLeft(function, context.Request.Method, context.Request.Path);
        }
    }

    static HttpRequestMessage Request(HttpContext context, Uri handler)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(handler.GetLeftPart(UriPartial.Authority) + target,
                new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }));
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
            request.Content = new StreamContent(context.Request.Body);

        foreach (var (name, values) in context.Request.Headers.Where(header => !OfTheConnection.Contains(header.Key)))
            if (!request.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                (request.Content ??= new ByteArrayContent([])).Headers
                    .TryAddWithoutValidation(name, values.AsEnumerable());
        request.Headers.Add(InvocationId, Guid.NewGuid().ToString());
        return request;
    }

    static async Task<int> AnswerAsync(
        HttpResponseMessage answer, HttpResponse response, CancellationToken cancellation)
    {
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated))
            if (!OfTheConnection.Contains(name))
                response.Headers[name] = new StringValues([.. values]);
        await answer.Content.CopyToAsync(response.Body, cancellation);
        return response.StatusCode;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function}: {Method} {Path} answered {Status}")]
    partial void LogForwarded(string function, string method, PathString path, int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: {Method} {Path} answered {Status}: {Reason}")]
    partial void LogNotForwarded(string function, string method, PathString path, int status, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function}: {Method} {Path}: the caller left")]
    partial void LogCallerLeft(string function, string method, PathString path);
}
