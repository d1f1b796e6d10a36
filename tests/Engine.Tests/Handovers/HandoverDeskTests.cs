using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using OnCall.Engine.Handovers;
using OnCall.Engine.Streams;
using static OnCall.Engine.Tests.Handovers.HandoverRoom;

namespace OnCall.Engine.Tests.Handovers;

public class HandoverDeskTests
{
    const string Monday = "2026-01-12";
    const string Note = "C0ONCALL/100.000001";
    const string Ben = "U0BEN";

    [Theory]
    [InlineData(Note, null, true)] // a reaction to the note
    [InlineData("C0ONCALL/100.000002", Note, true)] // a message in its thread
    [InlineData("C0ONCALL/100.000002", "C0ONCALL/50.000001", false)] // in another thread
    [InlineData("C0ONCALL/100.000002", null, false)] // a reaction to a message that the thread does not have
    public async Task A_thumb_counts_on_the_note_and_in_its_thread(string message, string? thread, bool counts)
    {
        var room = await OpenedAsync();
        await room.Desk.ThumbAsync(new Thumb(Ben, message, At("2026-01-12T09:03Z")), thread, new InputId("E1"), Cancellation);

        Assert.Equal(counts, await room.StateAsync(Monday) is Handover.Complete);
    }

    [Fact]
    public async Task A_reaction_to_a_reply_counts_once_the_thread_says_that_it_is_one()
    {
        var room = await OpenedAsync();
        var thumb = new Thumb(Ben, "C0ONCALL/100.000005", At("2026-01-12T09:03Z"));
        room.Thumbs.Add(thumb with { At = null });
        await room.Desk.ThumbAsync(thumb, thread: null, new InputId("E1"), Cancellation);

        Assert.IsType<Handover.Complete>(await room.StateAsync(Monday));
    }

    [Fact]
    public async Task A_thumb_whose_event_was_lost_is_read_back()
    {
        var room = await OpenedAsync();
        await room.Desk.LookAtThumbsAsync(Cancellation);
        room.ThreadsAreDown = "Slack failed with 503.";
        room.Thumbs.Add(new Thumb(Ben, Note, At: null));
        await room.Desk.LookAtThumbsAsync(Cancellation);
        Assert.IsType<Handover.Open>(await room.StateAsync(Monday));

        room.ThreadsAreDown = null;
        await room.Desk.LookAtThumbsAsync(Cancellation);
        Assert.IsType<Handover.Complete>(await room.StateAsync(Monday));
    }

    [Fact]
    public async Task The_same_event_twice_and_read_back_besides_is_one_ack()
    {
        var room = await OpenedAsync();
        var thumb = new Thumb(Ben, Note, At("2026-01-12T09:03Z"));
        room.Thumbs.Add(thumb);
        await room.Desk.ThumbAsync(thumb, null, new InputId("E1"), Cancellation);
        await room.Desk.ThumbAsync(thumb, null, new InputId("E1"), Cancellation);
        await room.Desk.ThumbAsync(thumb, null, new InputId("E2"), Cancellation);
        await room.Desk.LookAtThumbsAsync(Cancellation);

        Assert.Single((await room.ToldAsync(Monday)).OfType<Effect.TellHandoverComplete>());
    }

    [Fact]
    public async Task Somebody_elses_thumb_is_hinted_at_once_however_often_it_is_read_back()
    {
        var room = await OpenedAsync();
        room.Thumbs.AddRange([new Thumb("U0ADA", Note, null), new Thumb("U0ADA", "C0ONCALL/100.000005", null)]);
        await room.Desk.LookAtThumbsAsync(Cancellation);
        await room.Desk.LookAtThumbsAsync(Cancellation);

        Assert.Single((await room.ToldAsync(Monday)).OfType<Effect.HintNotIncoming>());
        Assert.IsType<Handover.Open>(await room.StateAsync(Monday));
    }

    [Fact]
    public async Task Before_the_note_is_posted_and_while_none_waits_a_thumb_is_nobodys()
    {
        var room = new HandoverRoom("2026-01-12T08:30Z");
        await room.TickAsync();
        Assert.Null(await room.Desk.ThumbAsync(new Thumb(Ben, Note, null), null, new InputId("E1"), Cancellation));
        await room.TickAtAsync("2026-01-12T09:00Z");
        Assert.Null(await room.Desk.ThumbAsync(new Thumb(Ben, Note, null), null, new InputId("E1"), Cancellation));
    }

    static async Task<HandoverRoom> OpenedAsync()
    {
        var room = new HandoverRoom("2026-01-12T08:30Z");
        await room.TickAsync();
        await room.TickAtAsync("2026-01-12T09:00Z");
        await room.PostAsync(Monday, Note);
        return room;
    }
}
