using System.Globalization;
using OnCall.Engine.Notices;

namespace OnCall.Engine.DeadLetters;

/// <summary>
/// Says that there are dead letters: at once for the first, and then at most once an hour how many came since. A
/// flood is one message.
/// </summary>
public sealed class DeadLetterWatch(DeadLetterBox box, NoticeBoard notices, TimeProvider clock)
{
    const string Notice = "dead-letters";

    const string Advice =
        "Usually nothing is lost: each minute the sweep looks at every open process and knocks again. What fails is "
        + "in the service's log. `dotnet run --project src/LocalHost -- deadletters` lists the messages, "
        + "`deadletters --replay-all` sends them anew when the reason is mended.";

    static readonly NoticeText First = new(
        "A wake-up failed every time it was delivered, and is a dead letter now.", Advice);

    static readonly TimeSpan QuietFor = TimeSpan.FromHours(1);

    /// <summary>After a letter was recorded. While nothing may be said, nothing is counted either.</summary>
    public async Task TellAsync(CancellationToken cancellation)
    {
        var announcedAt = await notices.AnnouncedAtAsync(Notice, cancellation);
        if (announcedAt is null || clock.GetUtcNow() >= announcedAt + QuietFor)
            await LookAsync(announcedAt, cancellation);
    }

    /// <summary>From time to time: what came in the quiet hour is told after it, and when all is replayed it is over.</summary>
    public async Task RunAsync(CancellationToken cancellation) =>
        await LookAsync(await notices.AnnouncedAtAsync(Notice, cancellation), cancellation);

    async Task LookAsync(DateTimeOffset? announcedAt, CancellationToken cancellation)
    {
        var waiting = await box.WaitingAsync(cancellation).Select(letter => letter.At).ToListAsync(cancellation);
        if (waiting.Count == 0)
            await notices.SettleAsync(Notice, cancellation);
        else if (announcedAt is not { } last)
            await notices.AnnounceAsync(Notice, First, cancellation);
        else if (waiting.Count(at => at > last) is var more and > 0)
            await notices.AnnounceAsync(Notice, More(more, last, waiting.Count), cancellation, QuietFor);
    }

    static NoticeText More(int count, DateTimeOffset since, int waiting) => new(
        string.Create(CultureInfo.InvariantCulture,
            $"{count} more {(count == 1 ? "wake-up has become a dead letter" : "wake-ups have become dead letters")} since {since:HH:mm} UTC; {waiting} wait to be replayed."),
        Advice);
}
