using System.Net;
using System.Text;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Talks to the handler without adding or taking away anything by itself.</summary>
sealed class HandlerClient(IHandler handler, TimeSpan functionTimeout) : IDisposable
{
    readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        // One character a byte: whatever the caller wrote goes through as it is.
        RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = (_, _) => Encoding.Latin1,
    });

    /// <summary>
    /// Throws <see cref="HttpRequestException"/> when nothing came back, be it that the handler is down or that
    /// it took longer than functionTimeout, after which it is started again. The limit is one of the machine's
    /// time: a simulated clock may jump while a real request is on its way.
    /// </summary>
    /// <exception cref="HandlerDownException">Nothing was sent.</exception>
    public async Task<T> SendAsync<T>(
        Func<Uri, HttpRequestMessage> request,
        Func<HttpResponseMessage, CancellationToken, Task<T>> receive,
        CancellationToken cancellation)
    {
        var address = handler.Address ?? throw new HandlerDownException("The handler is not up.");
        using var limit = new CancellationTokenSource(functionTimeout, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            using var message = request(address);
            using var response = await _http.SendAsync(message, either.Token);
            return await receive(response, either.Token);
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
        {
            // Its end has not been noticed yet.
            throw new HandlerDownException(e.Message, e);
        }
        catch (OperationCanceledException e)
            when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            handler.StartAgain();
            throw new HttpRequestException($"The handler took longer than functionTimeout, {functionTimeout}.", e);
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>The handler was not there, and so has seen nothing.</summary>
sealed class HandlerDownException(string message, Exception? inner = null) : HttpRequestException(message, inner);
