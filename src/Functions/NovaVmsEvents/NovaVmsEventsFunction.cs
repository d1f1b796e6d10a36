using System.Diagnostics;
using OnCall.Adapters.NovaVms;
using OnCall.Functions.Hosting;

namespace OnCall.Functions.NovaVmsEvents;

/// <summary>
/// The product's own events, at least once each. What is stored is answered with 2xx; what cannot be read with 400 or 422 and
/// why, so that it is mended and sent again; and 503 while nothing can be stored.
/// </summary>
static class NovaVmsEventsFunction
{
    public static void MapNovaVmsEvents(this IEndpointRouteBuilder routes) => routes.MapPost("/api/novavms/events", HandleAsync);

    static async Task<IResult> HandleAsync(
        HttpRequest request, NovaVmsSettings settings, NovaVmsEventIntake intake, TimeProvider clock, CancellationToken cancellation)
    {
        var (timestamp, signature) = (request.Headers[NovaVmsSignature.TimestampHeader], request.Headers[NovaVmsSignature.Header]);
        var sent = await SignedBody.ReadAsync(
            request, body => WhyRefused(settings, timestamp, body.Span, signature, clock.GetUtcNow()), cancellation);
        return sent switch
        {
            SignedBody.Valid body => await intake.TakeAsync(
                Adapters.NovaVms.NovaVmsEvents.Read(body.Bytes, clock.GetUtcNow()), cancellation),
            SignedBody.Refused refused => refused.Answer,
            _ => throw new UnreachableException($"No answer to {sent}."),
        };
    }

    static string? WhyRefused(
        NovaVmsSettings settings, string? timestamp, ReadOnlySpan<byte> body, string? signature, DateTimeOffset now)
    {
        var secrets = settings.EventSecretList();
        return secrets.Count == 0 ? "NovaVms__EventSecret is not set: without it every event is refused."
            : !NovaVmsSignature.IsFresh(timestamp, now)
                ? $"{NovaVmsSignature.TimestampHeader} is not of the last {NovaVmsSignature.MaxAge.TotalMinutes} minutes."
            : !NovaVmsSignature.IsValid(secrets, timestamp, body, signature, now)
                ? $"{NovaVmsSignature.Header} does not fit {NovaVmsSignature.TimestampHeader}, the body and any secret in NovaVms__EventSecret."
            : null;
    }
}
