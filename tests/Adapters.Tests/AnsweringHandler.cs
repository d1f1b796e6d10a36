using System.Net;
using System.Text;

namespace OnCall.Adapters.Tests;

/// <summary>Answers what no neighbour would of its own accord.</summary>
sealed class AnsweringHandler(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public static AnsweringHandler With(
        string body, string mediaType = "application/json", HttpStatusCode status = HttpStatusCode.OK) => new(_ =>
            new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(answer(request));
    }
}

/// <summary>Takes the call and says nothing, until the caller hangs up.</summary>
sealed class SilentHandler : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        throw new System.Diagnostics.UnreachableException("It waited for ever.");
    }
}
