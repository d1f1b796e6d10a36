using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OnCall.LocalHost.FunctionsHost;

/// <summary>Hands a timer's or a message's envelope to the handler and judges the answer as the host does.</summary>
sealed partial class Invocations(HandlerClient client, ILogger<Invocations> logger)
{
    const long MaxAnswerBytes = 10 * 1024 * 1024;

    public async Task<Outcome> InvokeAsync(string function, JsonObject envelope, CancellationToken cancellation)
    {
        var outcome = await AskAsync(function, envelope, cancellation);
        switch (outcome)
        {
            case Outcome.Completed:
                LogCompleted(function);
                break;
            case Outcome.Failed failed:
                LogFailed(function, failed.Reason);
                break;
            case Outcome.NotReached notReached:
                LogNotReached(function, notReached.Reason);
                break;
            case Outcome.NeverCompletes never:
                LogNeverCompletes(function, never.Reason);
                break;
        }

        return outcome;
    }

    async Task<Outcome> AskAsync(string function, JsonObject envelope, CancellationToken cancellation)
    {
        try
        {
            return await client.SendAsync(
                handler => new HttpRequestMessage(HttpMethod.Post, new Uri(handler, $"/{function}"))
                {
                    Content = new ChunkedJson(envelope),
                },
                JudgeAsync,
                cancellation);
        }
        catch (HandlerDownException e)
        {
            return new Outcome.NotReached(e.Message);
        }
        catch (HttpRequestException e)
        {
            return new Outcome.Failed(e.Message);
        }
    }

    static async Task<Outcome> JudgeAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellation);
        var body = await response.Content.ReadAsStringAsync(cancellation);
        return Outcome.Of(response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Function}: completed")]
    partial void LogCompleted(string function);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: failed: {Reason}")]
    partial void LogFailed(string function, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Function}: not called: {Reason}")]
    partial void LogNotReached(string function, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Function}: {Reason}. The Functions host never completes "
        + "such an invocation: answer 200, application/json, with an object; {{}} will do")]
    partial void LogNeverCompletes(string function, string reason);

    // The host sends its envelopes chunked; a handler that waits for a Content-Length reads nothing.
    sealed class ChunkedJson : HttpContent
    {
        readonly JsonObject _json;

        public ChunkedJson(JsonObject json)
        {
            _json = json;
            Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json, "utf-8");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            JsonSerializer.SerializeAsync(stream, _json, Envelope.Json);

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
