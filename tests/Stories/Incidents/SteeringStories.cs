using OnCall.LocalHost.Drills;
using OnCall.LocalHost.Slack;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Incidents;

/// <summary>The incident's thread as the steering wheel: what people press, write and pin there.</summary>
public class SteeringStories(AzuriteFixture azurite)
{
    static readonly string[] ForResponders = ["incident-page-cto", "incident-still-investigating", "incident-server-looked-at"];

    const string Reason = "primary unreachable, customer-facing outage at 08:42 UTC";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task Whoever_writes_in_the_thread_within_ten_minutes_is_online() => Story.TellAsync(azurite, async story =>
    {
        await DeclaredAsync(story);
        await story.AfterMinutesAsync(9);
        var declaration = Declaration(story);
        story.Stage.Slack.Say(story.Stage.Person("ada"), declaration.Channel, declaration.Ts, "On the train, at my desk in ten.");
        await story.Stage.SettleAsync(Cancellation);

        await story.AfterMinutesAsync(5);
        story.ExpectNothingMore();
    });

    [Fact]
    public Task What_is_written_elsewhere_says_nothing_about_who_is_online() => Story.TellAsync(azurite, async story =>
    {
        await DeclaredAsync(story);
        var channel = story.Stage.Policy.Channels.IncidentLive;
        story.Stage.Slack.Say(story.Stage.Person("ada"), channel, threadTs: null, "Lunch?");
        story.Stage.Slack.Say(story.Stage.Person("ada"), channel, threadTs: "1.000001", "In another thread.");
        story.Stage.Slack.Say(story.Stage.Person("cyd"), channel, Declaration(story).Ts, "What is going on?");
        await story.AfterMinutesAsync(10);
        story.ExpectNobodyOnline("Ada");
    });

    [Fact]
    public Task Re_assigned_in_PagerDuty_it_is_said_and_the_clock_of_whoever_has_it_runs() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await story.AfterMinutesAsync(2);
        story.Stage.PagerDuty.Reassign(story.Incident!.Id, story.Stage.Person("ben"), story.Stage.Person("ada"));
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.PagerDuty, "pages Ben", "re-assigned by Ada").Expect(Place.Thread, "Ada re-assigned this incident to @Ben", "09:59")
            .Expect(Place.Edited, "@Ben (secondary)");

        await story.AfterMinutesAsync(15);
        story.ExpectPaging("Lea", level: 3);
    });

    [Fact]
    public Task Who_acknowledges_and_disappears_is_asked_again() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await story.AfterMinutesAsync(10);
        story.Stage.PagerDuty.Unacknowledge(story.Incident!.Id);
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.PagerDuty, "acknowledgement expired").Expect(Place.Thread, "Ada's acknowledgement is gone", "@Ada", "10:07")
            .Expect(Place.Edited, "@Ada (primary)");

        await story.AfterMinutesAsync(15);
        story.ExpectPaging("Ben", level: 2);
    });

    [Fact]
    public Task A_page_by_hand_reaches_PagerDuty_although_somebody_has_it_and_pressed_twice_once() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await story.PressAsync("ada", "incident-page-secondary");
        story.Expect(Place.PagerDuty, "pages Ben (level 2)").Expect(Place.PagerDuty, "note: Ada pages secondary Ben for the incident of 08:42 UTC")
            .Expect(Place.Thread, "@Ben, you are paged as secondary").Expect(Place.Edited, "Ada has it, Ben is paged to help");

        await story.PressAsync("ben", "incident-page-secondary");
        story.Expect(Place.Ephemeral, "to Ben: Ben is paged already, and has until 08:57 UTC");
    });

    [Fact]
    public Task A_form_that_could_not_be_opened_is_offered_again_and_a_reason_that_says_nothing_sent_back() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        story.Stage.Slack.Throttle(1, TimeSpan.FromSeconds(1));
        await story.PressAsync("ben", "incident-page-lead");
        story.Expect(Place.Ephemeral, "to Ben: The form could not be opened");

        await story.Stage.Slack.PressAsync(story.Stage.Person("ben"), story.Stage.Slack.Ephemerals[^1], "incident-page-lead", Cancellation);
        await story.Stage.Slack.SubmitAsync(story.Stage.Slack.Views.Single(), Cancellation, ("text", "escalating"));
        Assert.Contains(Reason, story.Stage.Slack.Views.Single().Errors["text"], StringComparison.Ordinal);
        story.ExpectNothingMore();

        await story.Stage.Slack.SubmitAsync(story.Stage.Slack.Views.Single(), Cancellation, ("text", Reason));
        await story.Stage.SettleAsync(Cancellation);
        Assert.Empty(story.Stage.Slack.Views);
        story.Expect(Place.PagerDuty, "pages Lea (level 3)").Expect(Place.PagerDuty, "note:", Reason)
            .Expect(Place.Thread, "@Lea, you are paged as engineering lead").Expect(Place.Edited, "Lea is paged to help");
    });

    [Fact]
    public Task Who_may_not_is_told_in_private_and_nothing_is_opened() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        foreach (var action in ForResponders)
        {
            await story.PressAsync("cyd", action);
            story.Expect(Place.Ephemeral, "to Cyd: Only whoever is on call or has this incident can do this");
        }

        Assert.Empty(story.Stage.Slack.Views);
    });

    [Fact]
    public Task An_update_is_read_in_the_thread_and_in_the_channel_and_a_pin_stays_silent() => Story.TellAsync(azurite, async story =>
    {
        await AcknowledgedAsync(story);
        await story.PressAsync("ada", "incident-health-checked");
        story.Expect(Place.Edited, "✅ 3. Prod health checked");
        await story.PressAsync("ada", "incident-write-update");
        await story.Stage.Slack.SubmitAsync(story.Stage.Slack.Views.Single(), Cancellation, ("text", "Rolling back v2.4.0."));
        await story.Stage.SettleAsync(Cancellation);
        story.Expect(Place.Thread, "Rolling back v2.4.0.", "Update by Ada").Expect(Place.Thread, "Skipped so far").Expect(Place.Edited, "✅ 8.");
        var update = story.Stage.Slack.Messages.Last(message => message.Text.Contains("Rolling back", StringComparison.Ordinal));
        Assert.True(update.AlsoInChannel);

        story.Stage.Slack.DoubleEvents = true;
        story.Stage.Slack.React(story.Stage.Person("cyd"), update, "pushpin");
        await story.Stage.SettleAsync(Cancellation);
        story.ExpectNothingMore();
    });

    static async Task DeclaredAsync(Story story)
    {
        await story.PageAsync();
        story.Expect(Place.Channel, "Incident declared");
    }

    static async Task AcknowledgedAsync(Story story)
    {
        await DeclaredAsync(story);
        await story.AcknowledgeAsync("ada");
        story.ExpectAcknowledged("Ada");
    }

    static PostedMessage Declaration(Story story) => story.Stage.Slack.Messages.Single(message =>
        message.Channel == story.Stage.Policy.Channels.IncidentLive && message.ThreadTs is null && message.IsByApp);
}

static class SteeringActs
{
    /// <summary>Presses the button where it was shown last.</summary>
    public static async Task PressAsync(this Story story, string person, string action)
    {
        story.ExpectNothingMore();
        var shown = story.Stage.Slack.Messages.Last(message =>
            message.Blocks is { } blocks && blocks.GetRawText().Contains($"\"{action}\"", StringComparison.Ordinal));
        await story.Stage.Slack.PressAsync(story.Stage.Person(person), shown, action, TestContext.Current.CancellationToken);
        await story.Stage.SettleAsync(TestContext.Current.CancellationToken);
    }
}
