using OnCall.Core.DeadLetters;
using OnCall.Core.Processes;
using OnCall.Engine.DeadLetters;
using OnCall.Engine.Tests.Notices;

namespace OnCall.Engine.Tests.DeadLetters;

public class DeadLetterTests
{
    const string Notice = "dead-letters";
    static readonly Actor Somebody = new("person", "somebody");
    static readonly DeadMessage Message = new(new DeadKnock("incident-PGR0VU2", 3), "{}", "too often");
    readonly Desk _desk = new();

    [Fact]
    public async Task A_dead_letter_that_is_delivered_twice_waits_once()
    {
        await DieAsync("a");
        await DieAsync("a");
        Assert.Equal(new WaitingLetter("a", Message, _desk.Clock.GetUtcNow()), Assert.Single(await WaitingAsync()));
    }

    [Fact]
    public async Task The_first_one_is_announced_at_once_with_the_command_that_lists_them()
    {
        await DieAsync("a");
        var told = Assert.Single(await _desk.ToldAsync(Notice));
        Assert.Contains("dead letter", told.What, StringComparison.Ordinal);
        Assert.Contains("-- deadletters", told.Advice, StringComparison.Ordinal);
        Assert.Contains("Usually nothing is lost", told.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_500_is_one_message_and_after_an_hour_one_that_counts_the_rest()
    {
        for (var i = 0; i < 500; i++)
        {
            await DieAsync($"{i}");
            _desk.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await _desk.Watch.RunAsync(Desk.Cancellation);
        Assert.Single(await _desk.ToldAsync(Notice));

        _desk.Clock.Advance(TimeSpan.FromHours(1));
        await _desk.Watch.RunAsync(Desk.Cancellation);
        await _desk.Watch.RunAsync(Desk.Cancellation);
        Assert.Equal(
            ["499 more wake-ups have become dead letters since 08:42 UTC; 500 wait to be replayed."],
            (await _desk.ToldAsync(Notice)).Skip(1).Select(told => told.What));
    }

    [Fact]
    public async Task After_a_quiet_hour_the_next_one_is_announced_at_once_again()
    {
        await DieAsync("a");
        _desk.Clock.Advance(TimeSpan.FromHours(1));
        await _desk.Watch.RunAsync(Desk.Cancellation);
        Assert.Single(await _desk.ToldAsync(Notice));

        await DieAsync("b");
        Assert.Equal(
            "1 more wake-up has become a dead letter since 08:42 UTC; 2 wait to be replayed.",
            (await _desk.ToldAsync(Notice))[1].What);
    }

    [Fact]
    public async Task A_replay_sends_the_knock_anew_and_puts_the_letter_away()
    {
        await DieAsync("a");
        _desk.Bus.LoseEverything();
        await ReplayAllAsync();

        var knock = Assert.Single(_desk.Bus.Messages);
        Assert.Equal(("incident-PGR0VU2", 3L, _desk.Clock.GetUtcNow()), (knock.Process.Value, knock.Version, knock.Due));
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task What_is_no_wake_up_is_put_away_without_a_knock()
    {
        await _desk.Letters.RecordAsync("a", Message with { Knock = null }, Desk.Cancellation);
        await ReplayAllAsync();
        Assert.Empty(_desk.Bus.Messages);
        Assert.Empty(await WaitingAsync());
    }

    [Fact]
    public async Task When_all_are_replayed_the_notice_is_settled_and_the_next_one_is_news_again()
    {
        await DieAsync("a");
        await ReplayAllAsync();
        await _desk.Watch.RunAsync(Desk.Cancellation);
        Assert.Null(await _desk.Notices.AnnouncedAtAsync(Notice, Desk.Cancellation));

        await DieAsync("b");
        Assert.Equal(2, (await _desk.ToldAsync(Notice)).Count);
    }

    async Task DieAsync(string id)
    {
        await _desk.Letters.RecordAsync(id, Message, Desk.Cancellation);
        await _desk.Watch.TellAsync(Desk.Cancellation);
    }

    async Task ReplayAllAsync()
    {
        foreach (var letter in await WaitingAsync())
            await _desk.Letters.ReplayAsync(letter, Somebody, Desk.Cancellation);
    }

    async Task<IReadOnlyList<WaitingLetter>> WaitingAsync() =>
        await _desk.Letters.WaitingAsync(Desk.Cancellation).ToListAsync(Desk.Cancellation);
}
