using System.Globalization;

namespace OnCall.Adapters.Slack;

/// <summary>Looks for the message of a call whose answer was lost: Slack knows no key for posting once.</summary>
sealed class SentMessages(SlackCalls calls)
{
    const int PageSize = 200;
    const int MaxPages = 10;

    /// <summary>Slack dates messages by its own clock.</summary>
    static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>For all pages together, of the machine's time: with the posting after it, it stays within the effect's lease.</summary>
    static readonly TimeSpan LookWithin = TimeSpan.FromSeconds(10);

    /// <param name="id">What the metadata of the message says: the effect's id, or what the message is called in its process.</param>
    public async Task<SentLook> FindAsync(
        string id, SlackPlace place, DateTimeOffset createdAt, CancellationToken cancellation)
    {
        using var tooLate = new CancellationTokenSource(LookWithin, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLate.Token, cancellation);
        try
        {
            return await LookThroughAsync(id, place, Address(place, createdAt - ClockSkew), either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SentLook.NotLooked("Slack took too long to list its messages.");
        }
    }

    async Task<SentLook> LookThroughAsync(string id, SlackPlace place, string address, CancellationToken cancellation)
    {
        var cursor = "";
        for (var page = 1; page <= MaxPages; page++)
        {
            var listed = await calls.GetAsync($"{address}{cursor}", cancellation);
            if (SlackCalls.WhyNot(listed) is { } why)
                return new SentLook.NotLooked(why);
            if (SlackAnswers.Find(listed, place.Channel, id) is { } receipt)
                return new SentLook.Found(receipt);
            if (SlackAnswers.NextPage(listed) is not { } next)
                return new SentLook.NotThere();
            cursor = $"&cursor={Uri.EscapeDataString(next)}";
        }

        return new SentLook.NotLooked($"more than {MaxPages * PageSize} messages stand behind it.");
    }

    static string Address(SlackPlace place, DateTimeOffset oldest)
    {
        var channel = Uri.EscapeDataString(place.Channel);
        var where = place.Thread is { } thread
            ? $"conversations.replies?channel={channel}&ts={Uri.EscapeDataString(thread)}"
            : $"conversations.history?channel={channel}";
        return string.Create(CultureInfo.InvariantCulture,
            $"{where}&oldest={Math.Max(0, oldest.ToUnixTimeSeconds())}&include_all_metadata=true&limit={PageSize}");
    }
}

abstract record SentLook
{
    SentLook() { }

    public sealed record Found(SlackReceipt Receipt) : SentLook;

    public sealed record NotThere : SentLook;

    /// <param name="Why">A sentence: a missing scope, an outage.</param>
    public sealed record NotLooked(string Why) : SentLook;
}
