using OnCall.Engine.Notices;
using OnCall.Engine.Streams;

namespace OnCall.Engine.Tests.Notices;

public class NoticeBoardTests
{
    static readonly NoticeText Text = new("The webhook is off.", "Switch it on.");
    readonly Desk _desk = new();

    [Fact]
    public async Task A_notice_is_on_its_way_to_Slack_once()
    {
        await _desk.Notices.AnnounceAsync("webhook-1", Text, Desk.Cancellation);
        await _desk.Notices.AnnounceAsync("webhook-1", Text, Desk.Cancellation);

        Assert.Equal("The webhook is off.", Assert.Single(await _desk.ToldAsync("webhook-1")).What);
        Assert.Equal(_desk.Clock.GetUtcNow(), await _desk.Notices.AnnouncedAtAsync("webhook-1", Desk.Cancellation));
    }

    [Fact]
    public async Task A_notice_that_comes_back_is_listed_again_so_that_the_sweep_finds_its_message()
    {
        await _desk.Notices.AnnounceAsync("webhook-1", Text, Desk.Cancellation);
        await _desk.Notices.SettleAsync("webhook-1", Desk.Cancellation);
        Assert.Null(await _desk.Notices.AnnouncedAtAsync("webhook-1", Desk.Cancellation));
        await _desk.Store.UnlistAsync(
            await _desk.Store.OpenProcessesAsync(Desk.Cancellation).SingleAsync(Desk.Cancellation), Desk.Cancellation);

        await _desk.Notices.AnnounceAsync("webhook-1", Text, Desk.Cancellation);
        Assert.Equal("notice-webhook-1",
            Assert.Single(await _desk.Store.OpenProcessesAsync(Desk.Cancellation).ToListAsync(Desk.Cancellation)).Process.Value);
    }

    [Fact]
    public async Task What_was_never_announced_is_settled_without_a_trace()
    {
        await _desk.Notices.SettleAsync("webhook-1", Desk.Cancellation);
        Assert.Null(await _desk.Store.ReadAsync(new ProcessId("notice-webhook-1"), Desk.Cancellation));
    }
}
