using System.Net.Http.Headers;
using OnCall.Adapters.Calls;
using OnCall.Adapters.Slack.Commands;

namespace OnCall.Adapters.Slack;

/// <summary>
/// Answers a command once more, later: where Slack said, five times and for half an hour, wherever it was typed. The address is
/// as good as a key: it stands in no log.
/// </summary>
public sealed class SlackResponses(HttpClient http)
{
    /// <returns>What kept it from being shown, in a sentence; null when only they see it now.</returns>
    public async Task<string?> TellAsync(Uri responseUrl, SlackMessage message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, responseUrl)
        {
            Content = new ByteArrayContent(SlackAnswerBody.Private(message))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        return await Call.SendAsync(http, request, cancellation) switch
        {
            Answer.Given { Status: >= System.Net.HttpStatusCode.OK and < System.Net.HttpStatusCode.MultipleChoices } => null,
            Answer.Given given => $"Slack answered {(int)given.Status}.",
            Answer.Missing missing => $"Slack: {missing.Why}.",
            var other => throw new System.Diagnostics.UnreachableException($"No words for {other}."),
        };
    }
}
