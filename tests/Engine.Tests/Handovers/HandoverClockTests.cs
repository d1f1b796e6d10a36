using OnCall.Core.Effects;
using OnCall.Core.Handovers;
using static OnCall.Engine.Tests.Handovers.HandoverRoom;

namespace OnCall.Engine.Tests.Handovers;

public class HandoverClockTests
{
    const string Monday = "2026-01-12";

    [Fact]
    public async Task A_new_service_plans_the_next_handover_and_asks_nobody_about_the_one_before_it()
    {
        var room = new HandoverRoom("2026-01-06T08:42Z");
        await room.TickAsync();

        Assert.Null(await room.StateAsync("2026-01-05"));
        Assert.Equal(At("2026-01-12T09:00Z"), Assert.IsType<Handover.Awaited>(await room.StateAsync(Monday)).At);
    }

    [Theory]
    [InlineData("2026-01-12T09:00Z", true)] // started at five to ten: its first tick is the handover's
    [InlineData("2026-01-12T09:04Z", true)]
    [InlineData("2026-01-12T09:05Z", false)]
    public async Task A_service_that_is_started_around_a_handover_holds_it_unless_that_would_be_late(string instant, bool holds)
    {
        var room = new HandoverRoom(instant);
        await room.TickAsync();

        Assert.Equal(holds, await room.StateAsync(Monday) is Handover.Open);
    }

    [Fact]
    public async Task Ten_ticks_two_of_them_at_once_open_one_handover_once()
    {
        var room = new HandoverRoom("2026-01-12T08:30Z");
        await room.TickAsync();
        room.Clock.SetUtcNow(At("2026-01-12T09:00Z"));
        await Task.WhenAll(room.TickAsync(), room.NewTicker().TickAsync(Cancellation));
        for (var tick = 0; tick < 8; tick++)
            await room.TickAsync();

        Assert.IsType<Effect.PostHandoverNote>(Assert.Single(await room.ToldAsync(Monday)));
    }

    [Fact]
    public async Task After_three_days_without_a_tick_it_is_opened_once_and_late()
    {
        var room = new HandoverRoom("2026-01-12T08:30Z");
        await room.TickAsync();
        room.Restart();
        await room.TickAtAsync("2026-01-15T11:00Z");
        await room.TickAsync();

        Assert.True(Assert.IsType<Effect.PostHandoverNote>(Assert.Single(await room.ToldAsync(Monday))).View.IsLate);
    }

    [Theory]
    [InlineData("2026-01-20T11:00Z", "2026-01-19")] // away over one handover
    [InlineData("2026-03-03T11:00Z", "2026-03-02")] // away for seven weeks
    public async Task Away_for_longer_than_a_week_the_latest_handover_is_made_up_for(string back, string latest)
    {
        var room = new HandoverRoom("2026-01-12T08:30Z");
        await room.TickAsync();
        room.Restart();
        await room.TickAtAsync(back);

        Assert.True(Assert.IsType<Effect.PostHandoverNote>(Assert.Single(await room.ToldAsync(latest))).View.IsLate);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_is_never_none_and_is_asked_again_each_minute_until_it_does()
    {
        var room = new HandoverRoom("2026-01-12T08:30Z");
        room[NoteSection.DeploysInFlight].Content = new SectionContent.Unread("GitHub failed with 503.");
        room[NoteSection.ClosedOrgs].Fault = () => new InvalidOperationException("secret");
        await room.TickAsync();
        await room.TickAtAsync("2026-01-12T09:00Z");

        var note = Assert.IsType<Effect.PostHandoverNote>(Assert.Single(await room.ToldAsync(Monday))).View.Note;
        Assert.Equal(new SectionContent.Unread("GitHub failed with 503."), note[NoteSection.DeploysInFlight]);
        Assert.Equal(new SectionContent.Unread("Its source failed; the service's log says how."), note[NoteSection.ClosedOrgs]);

        await room.TickAtAsync("2026-01-12T09:01Z");
        Assert.Single(await room.ToldAsync(Monday));

        var asked = room[NoteSection.OpenIncidents].Reads;
        room[NoteSection.ClosedOrgs].Fault = null;
        await room.TickAtAsync("2026-01-12T09:02Z");
        var edit = Assert.IsType<Effect.EditHandoverNote>((await room.ToldAsync(Monday))[^1]);
        Assert.Equal([NoteSection.DeploysInFlight], edit.View.Note.Unread);
        Assert.Equal(asked, room[NoteSection.OpenIncidents].Reads);
    }

    [Fact]
    public async Task The_reminder_carries_a_draft_read_for_it()
    {
        var room = new HandoverRoom("2026-01-06T08:42Z");
        room[NoteSection.OpenIncidents].Content = new SectionContent.Known([new NoteLine("API 5xx")], 1);
        await room.TickAsync();
        await room.TickAtAsync("2026-01-09T14:59Z");
        Assert.Equal(0, room[NoteSection.OpenIncidents].Reads);

        await room.TickAtAsync("2026-01-09T15:00Z");
        var reminder = Assert.IsType<Effect.RemindOfHandover>(Assert.Single(await room.ToldAsync(Monday)));
        Assert.Equal(room[NoteSection.OpenIncidents].Content, reminder.Draft[NoteSection.OpenIncidents]);
    }

    [Fact]
    public async Task Who_covered_a_handover_that_was_never_acknowledged_stands_in_the_next_one()
    {
        var room = new HandoverRoom("2026-01-12T08:30Z");
        await room.TickAsync();
        await room.TickAtAsync("2026-01-12T09:00Z");
        await room.TickAtAsync("2026-01-19T09:00Z");

        var next = Assert.IsType<Effect.PostHandoverNote>(Assert.Single(await room.ToldAsync("2026-01-19"))).View;
        Assert.Equal(("Ben", "Cyd", "Ada"), (next.Who.Outgoing.Name, next.Who.Incoming.Name, next.Covering.Name));
    }
}
