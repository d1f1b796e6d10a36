namespace OnCall.Adapters.GitHub;

/// <summary>
/// Receives an answer to its last byte, within the time limit around this: Octokit itself reads what comes after the
/// headers without any limit.
/// </summary>
public sealed class WholeAnswers : DelegatingHandler
{
    /// <summary>A hundred deployments are 0.3 MB, and each may carry a payload besides.</summary>
    const int MaxAnswerBytes = 8 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxAnswerBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
