using Microsoft.Extensions.Logging;
using OnCall.Adapters.Calls;

namespace OnCall.Adapters.Heartbeat;

/// <summary>
/// The dead man's switch: calls an address outside while all is well. Its silence is the alarm, so a call that
/// fails needs nothing but a line in the log.
/// </summary>
/// <param name="url">The app setting <c>Heartbeat__Url</c>; null switches it off.</param>
public sealed partial class HeartbeatClient(HttpClient http, Uri? url, ILogger<HeartbeatClient> log)
{
    public async Task BeatAsync(CancellationToken cancellation)
    {
        if (url is null)
            return;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (await Call.SendAsync(http, request, cancellation) is var answer and not Answer.Given { IsSuccess: true })
            LogNoBeat(answer);
    }

    // Not the address: for many such services it is the secret.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The heartbeat was not taken: {Answer}")]
    partial void LogNoBeat(Answer answer);
}
