using OnCall.Adapters.Slack;

namespace OnCall.Functions.Hosting;

/// <summary>What Slack posts to us: events, interactions and commands are signed alike.</summary>
sealed class SlackRequests(SlackSettings settings, TimeProvider clock)
{
    public Task<SignedBody> ReadAsync(HttpRequest request, CancellationToken cancellation) => SignedBody.ReadAsync(
        request,
        body => WhyRefused(
            request.Headers[SlackSignature.TimestampHeader], request.Headers[SlackSignature.Header], body.Span),
        cancellation);

    string? WhyRefused(string? timestamp, string? signature, ReadOnlySpan<byte> body)
    {
        var now = clock.GetUtcNow();
        return string.IsNullOrWhiteSpace(settings.SigningSecret)
                ? "Slack__SigningSecret is not set: without it every request is refused."
            : !SlackSignature.IsFresh(timestamp, now)
                ? $"{SlackSignature.TimestampHeader} is not of the last {SlackSignature.MaxAge.TotalMinutes} minutes."
            : !SlackSignature.IsValid(settings.SigningSecret, timestamp, body, signature, now)
                ? $"{SlackSignature.Header} does not fit {SlackSignature.TimestampHeader}, the body and Slack__SigningSecret."
            : null;
    }
}
