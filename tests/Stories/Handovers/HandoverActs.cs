using System.Globalization;
using OnCall.LocalHost.Slack;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Handovers;

/// <summary>What people do around the handover of Monday 12 January 2026, 10:00 in Berlin, from Ada to Ben.</summary>
static class HandoverActs
{
    public static readonly DateTimeOffset FiveToTen = At("2026-01-12T08:55Z");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    /// <summary>The note as it stands in the channel.</summary>
    public static PostedMessage Note(this Story story) => story.Stage.Slack.Messages.Single(message =>
        message.Channel == story.Stage.Policy.Channels.OnCall && message.ThreadTs is null && message.IsByApp
        && message.Text.Contains("Handover", StringComparison.Ordinal));

    /// <summary>From five to ten until the note is in the channel.</summary>
    public static async Task OpenAsync(this Story story)
    {
        await story.AfterMinutesAsync(5);
        story.Expect(LocalHost.Drills.Place.OnCallChannel, "Handover: Ada → Ben");
    }

    public static Task ReactAsync(this Story story, string person, string emoji = "+1", PostedMessage? to = null) =>
        story.DoAsync(slack => slack.React(story.Stage.Person(person), to ?? story.Note(), emoji));

    public static async Task<PostedMessage> SayAsync(this Story story, string person, string text, bool inThread = true)
    {
        var note = story.Note();
        PostedMessage? said = null;
        await story.DoAsync(slack => said = slack.Say(story.Stage.Person(person), note.Channel, inThread ? note.Ts : null, text));
        return said!;
    }

    public static async Task PressEditAsync(this Story story, string person, PostedMessage? on = null)
    {
        story.ExpectNothingMore();
        await story.Stage.Slack.PressAsync(story.Stage.Person(person), on ?? story.Note(), "handover-edit", Cancellation);
        await story.Stage.SettleAsync(Cancellation);
    }

    public static async Task<SlackAnswered> SubmitAsync(this Story story, params (string Block, string Text)[] typed)
    {
        var answer = await story.Stage.Slack.SubmitAsync(story.Stage.Slack.Views.Single(), Cancellation, typed);
        await story.Stage.SettleAsync(Cancellation);
        return answer;
    }

    public static async Task DoAsync(this Story story, Action<SlackSimulator> act)
    {
        story.ExpectNothingMore();
        act(story.Stage.Slack);
        await story.Stage.SettleAsync(Cancellation);
    }
}
