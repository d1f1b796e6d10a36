using System.Diagnostics;
using System.Net.Http.Json;
using OnCall.Adapters.Calls;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Slack;

/// <summary>Tells people what happened, in the incident's thread.</summary>
public sealed class SlackClient : INeighbour
{
    /// <summary>The type of the metadata by which a message of ours is found again.</summary>
    public const string EffectEventType = "oncall_effect";

    const int MaxLookedThrough = 200;
    readonly HttpClient _http;
    readonly SlackSettings _settings;
    readonly Channel _incidentLive;

    public SlackClient(HttpClient http, SlackSettings settings, OnCallPolicy policy)
    {
        _http = http;
        _http.BaseAddress ??= Call.BaseOf(settings.ApiUrl);
        _settings = settings;
        _incidentLive = policy.Channels.IncidentLive;
    }

    public Lane Lane => Lane.Slack;

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.ToSlack effect)
            throw new UnreachableException($"Slack is not told {letter.Effect}.");

        var message = IncidentMessages.Of(effect);
        var thread = effect.OpensThread ? null : SlackReceipt.Parse(letter.Thread);
        if (letter.Attempt > 1 && await FindAsync(letter.Id, thread, cancellation) is { } posted)
            return new Delivery.Done("An earlier attempt had arrived.", posted.ToString());

        var answer = await PostAsync(message, letter.Id, thread, cancellation);

        // Somebody deleted the message that opened the thread: what follows must still be seen.
        if (thread is not null && SlackAnswers.SaysThreadIsGone(answer))
            answer = await PostAsync(message, letter.Id, thread: null, cancellation);
        return SlackAnswers.Classify(answer);
    }

    /// <summary>
    /// The message of a call whose answer was lost. When it cannot be looked for (the app may lack the scope
    /// for reading): better twice than never.
    /// </summary>
    async Task<SlackReceipt?> FindAsync(EffectId id, SlackReceipt? thread, CancellationToken cancellation)
    {
        var channel = thread?.Channel ?? _incidentLive.Id;
        var where = thread is null
            ? $"conversations.history?channel={Uri.EscapeDataString(channel)}"
            : $"conversations.replies?channel={Uri.EscapeDataString(channel)}&ts={Uri.EscapeDataString(thread.Ts)}";
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{where}&include_all_metadata=true&limit={MaxLookedThrough}");
        return SlackAnswers.Find(await SendAsync(request, cancellation), channel, id.ToString());
    }

    async Task<Answer> PostAsync(SlackMessage message, EffectId id, SlackReceipt? thread, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat.postMessage")
        {
            Content = JsonContent.Create(Request(message, id, thread), SlackJson.Default.PostMessageRequest),
        };
        return await SendAsync(request, cancellation);
    }

    Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_settings.BotToken}");
        return Call.SendAsync(_http, request, cancellation);
    }

    PostMessageRequest Request(SlackMessage message, EffectId id, SlackReceipt? thread) => new(
        // A thread stays where it was opened, also when the policy names another channel by now.
        thread?.Channel ?? _incidentLive.Id,
        message.Text,
        message.Blocks,
        thread?.Ts,
        ReplyBroadcast: thread is not null && message.AlsoInChannel ? true : null,
        UnfurlLinks: false,
        UnfurlMedia: false,
        new PostMessageRequest.MessageMetadata(
            EffectEventType, new PostMessageRequest.MessageMetadata.Payload(id.ToString())));
}
