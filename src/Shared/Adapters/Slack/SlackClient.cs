using System.Diagnostics;
using System.Net.Http.Json;
using OnCall.Adapters.Calls;
using OnCall.Core.Effects;
using OnCall.Core.Policy;
using OnCall.Engine.Outbox;
using OnCall.Engine.Streams;

namespace OnCall.Adapters.Slack;

/// <summary>Tells people what happened: in the channel of those whom it concerns, and in the thread that it belongs to.</summary>
public sealed class SlackClient : INeighbour
{
    /// <summary>The type of the metadata by which a message of ours is found again.</summary>
    public const string EffectEventType = "oncall_effect";

    readonly HttpClient _http;
    readonly SlackSettings _settings;
    readonly Channels _channels;
    readonly SentMessages _sent;

    public SlackClient(HttpClient http, SlackSettings settings, OnCallPolicy policy)
    {
        _http = http;
        _http.BaseAddress ??= Call.BaseOf(settings.ApiUrl);
        _settings = settings;
        _channels = policy.Channels;
        _sent = new SentMessages(SendAsync);
    }

    public Lane Lane => Lane.Slack;

    public async Task<Delivery> PerformAsync(Letter letter, CancellationToken cancellation)
    {
        if (letter.Effect is not Effect.ToSlack effect)
            throw new UnreachableException($"Slack is not told {letter.Effect}.");

        var message = effect switch
        {
            Effect.TellNotice notice => NoticeMessage.Of(notice),
            Effect.TellSilenceSet set => SilenceMessages.Of(set),
            Effect.TellSilenceLifted lifted => SilenceMessages.Of(lifted),
            _ => IncidentMessages.Of(effect),
        };
        var thread = effect.OpensThread ? null : SlackReceipt.Parse(letter.Thread);
        // A thread stays where it was opened, also when the policy names another channel by now.
        var place = new SlackPlace(thread?.Channel ?? ChannelOf(effect.Audience).Id, thread?.Ts);
        var look = letter.Attempt > 1
            ? await _sent.FindAsync(letter.Id, place, letter.CreatedAt, cancellation)
            : new SentLook.NotThere();
        return look switch
        {
            SentLook.Found found => new Delivery.Done("An earlier attempt had arrived.", found.Receipt.ToString()),
            SentLook.NotLooked blind => Unsure(await TellAsync(message, letter.Id, place, cancellation), blind.Why),
            _ => await TellAsync(message, letter.Id, place, cancellation),
        };
    }

    async Task<Delivery> TellAsync(SlackMessage message, EffectId id, SlackPlace place, CancellationToken cancellation)
    {
        var answer = await PostAsync(Request(message, id, place), cancellation);

        // Somebody deleted the message that opened the thread: what follows must still be seen.
        if (place.Thread is not null && SlackAnswers.SaysThreadIsGone(answer))
            answer = await PostAsync(Request(message, id, place with { Thread = null }), cancellation);
        return SlackAnswers.Classify(answer);
    }

    // Better twice than never; whoever wonders about a message that came twice finds the reason with the effect.
    static Delivery Unsure(Delivery delivery, string why) => delivery is Delivery.Done done
        ? done with { Answer = $"{done.Answer}; whether an earlier attempt had arrived could not be looked up: {why}" }
        : delivery;

    Channel ChannelOf(Audience audience) => audience switch
    {
        Audience.IncidentLive => _channels.IncidentLive,
        Audience.OnCall => _channels.OnCall,
        _ => throw new UnreachableException($"No channel for {audience}."),
    };

    async Task<Answer> PostAsync(PostMessageRequest message, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "chat.postMessage")
        {
            Content = JsonContent.Create(message, SlackJson.Default.PostMessageRequest),
        };
        return await SendAsync(request, cancellation);
    }

    Task<Answer> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {_settings.BotToken}");
        return Call.SendAsync(_http, request, cancellation);
    }

    static PostMessageRequest Request(SlackMessage message, EffectId id, SlackPlace place) => new(
        place.Channel,
        message.Text,
        message.Blocks,
        place.Thread,
        ReplyBroadcast: place.Thread is not null && message.AlsoInChannel ? true : null,
        UnfurlLinks: false,
        UnfurlMedia: false,
        new PostMessageRequest.MessageMetadata(
            EffectEventType, new PostMessageRequest.MessageMetadata.Payload(id.ToString())));
}

/// <summary>Where a message goes.</summary>
/// <param name="Thread">The message that it replies to; null for one that stands alone.</param>
sealed record SlackPlace(string Channel, string? Thread);
