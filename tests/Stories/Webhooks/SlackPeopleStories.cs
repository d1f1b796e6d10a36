using System.Collections.Concurrent;
using System.Net;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using OnCall.Adapters.Slack;
using OnCall.Core.Policy;
using OnCall.Functions.SlackEvents;
using OnCall.Functions.SlackInteractions;
using OnCall.LocalHost.Slack;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Webhooks;

/// <summary>People act in Slack; whoever listens in the app hears it exactly as they did it.</summary>
public class SlackPeopleStories(AzuriteFixture azurite)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_reaction_and_a_reply_are_heard_as_they_were_made() => TellAsync(async (story, slack, app) =>
    {
        var (ada, ben) = (story.Stage.Person("ada"), story.Stage.Person("ben"));
        var note = slack.Say(ada, OnCallChannel(story), threadTs: null, "Handover note");
        slack.React(ben, note, "+1::skin-tone-3");
        var reply = slack.Say(ben, note.Channel, note.Ts, ":+1:");
        slack.Unreact(ben, note, "+1::skin-tone-3");
        await story.Stage.SettleAsync(Cancellation);

        var receipt = new SlackReceipt(note.Channel.Id, note.Ts);
        var now = story.Stage.Clock.GetUtcNow();
        Assert.Equal(
            [
                new SlackEventReading.Message("Ev00000001", ada.Slack, "Handover note", receipt, ThreadTs: null, now),
                new SlackEventReading.Reaction("Ev00000002", ben.Slack, "+1::skin-tone-3", receipt, now, Removed: false),
                new SlackEventReading.Message(
                    "Ev00000003", ben.Slack, ":+1:", new SlackReceipt(note.Channel.Id, reply.Ts), note.Ts, now.AddMicroseconds(1)),
                new SlackEventReading.Reaction("Ev00000004", ben.Slack, "+1::skin-tone-3", receipt, now, Removed: true),
            ],
            app.Heard.OrderBy(heard => heard.EventId, StringComparer.Ordinal));
    });

    [Fact]
    public Task While_storage_is_away_Slack_sends_it_again_and_it_is_heard_once() => TellAsync(async (story, slack, app) =>
    {
        var attempts = new ConcurrentQueue<SlackEventAttempt>();
        slack.EventSent += attempts.Enqueue;
        app.StorageIsAway = true;
        slack.Say(story.Stage.Person("ada"), OnCallChannel(story), threadTs: null, ":+1:");
        await story.Stage.SettleAsync(Cancellation);
        app.StorageIsAway = false;
        await story.AfterMinutesAsync(1);
        await story.AfterMinutesAsync(60);

        Assert.Single(app.Heard);
        Assert.Equal(
            [(0, HttpStatusCode.ServiceUnavailable), (1, HttpStatusCode.ServiceUnavailable), (2, HttpStatusCode.OK)],
            attempts.Select(attempt => (attempt.Retry, attempt.Answer.Status)));
        Assert.Equal(TimeSpan.FromMinutes(1), attempts.Last().At - attempts.First().At);
    });

    [Fact]
    public Task An_event_that_never_arrives_is_not_heard_and_a_doubled_one_twice() => TellAsync(async (story, slack, app) =>
    {
        slack.DropEvents = true;
        slack.Say(story.Stage.Person("ada"), OnCallChannel(story), threadTs: null, "lost");
        (slack.DropEvents, slack.DoubleEvents) = (false, true);
        slack.Say(story.Stage.Person("ada"), OnCallChannel(story), threadTs: null, "twice");
        await story.Stage.SettleAsync(Cancellation);

        Assert.Equal(["twice", "twice"], app.Heard.Cast<SlackEventReading.Message>().Select(message => message.Text));
        Assert.Equal(2, app.Heard.Select(heard => heard.EventId).Distinct().Count());
    });

    [Fact]
    public Task What_the_app_itself_posts_is_not_heard() => TellAsync(async (story, _, app) =>
    {
        await story.PageAsync();
        story.ExpectEverythingSoFar();

        Assert.Empty(app.Heard);
    });

    [Fact]
    public Task A_press_opens_a_form_which_comes_back_to_be_mended_and_is_taken_at_last() => TellAsync(async (story, slack, app) =>
    {
        var ada = story.Stage.Person("ada");
        var note = await PostNoteAsync(story);
        story.ExpectEverythingSoFar();

        Assert.Equal(HttpStatusCode.OK, (await slack.PressAsync(ada, note, "test-edit", Cancellation)).Status);
        var view = Assert.Single(slack.Views);
        Assert.Equal((ada, "Edit the note", "all quiet"), (view.Reader, view.Title, view.Inputs[0].Value));
        Assert.Equal(new SlackReceipt(note.Channel.Id, note.Ts), Assert.Single(app.Pressed).Message);

        await slack.SubmitAsync(view, Cancellation, ("note", "no"));
        Assert.Equal("Say more.", Assert.Single(slack.Views).Errors["note"]);

        await slack.SubmitAsync(slack.Views[0], Cancellation, ("note", "two incidents"));
        Assert.Empty(slack.Views);
        Assert.Equal(["no", "two incidents"], app.Submitted.Select(one => one.Values["note"]));
        Assert.All(app.Submitted, one => Assert.Equal((ada.Slack, $"{note.Channel.Id}/{note.Ts}"), (one.User, one.PrivateMetadata)));
    });

    [Fact]
    public Task While_storage_is_away_a_form_stays_open_with_what_was_typed() => TellAsync(async (story, slack, app) =>
    {
        var note = await PostNoteAsync(story);
        story.ExpectEverythingSoFar();
        await slack.PressAsync(story.Stage.Person("ada"), note, "test-edit", Cancellation);
        app.StorageIsAway = true;

        Assert.Equal(
            HttpStatusCode.ServiceUnavailable,
            (await slack.SubmitAsync(slack.Views[0], Cancellation, ("note", "two incidents"))).Status);
        Assert.Equal("two incidents", Assert.Single(slack.Views).Inputs[0].Value);
    });

    Task TellAsync(Func<Story, SlackSimulator, AppThatListens, Task> tell)
    {
        var app = new AppThatListens();
        return Story.TellWithAsync(
            azurite,
            parts => parts
                .AddSingleton<ISlackListener>(app)
                .AddSingleton<ISlackInteractor>(provider =>
                {
                    app.Views = provider.GetRequiredService<SlackViews>();
                    return app;
                }),
            story => tell(story, story.Stage.Slack, app));
    }

    static Channel OnCallChannel(Story story) => story.Stage.Policy.Channels.OnCall;

    /// <summary>With the button that opens the form, by Slack's own API.</summary>
    static async Task<PostedMessage> PostNoteAsync(Story story)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(story.Stage.Slack.ApiUrl, "chat.postMessage"))
        {
            Content = new StringContent(
                """
                {"channel":"C0ONCALL","text":"Handover note","blocks":[{"type":"actions","elements":
                 [{"type":"button","action_id":"test-edit","text":{"type":"plain_text","text":"Edit the note"}}]}]}
                """, System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.Authorization = new("Bearer", LocalHost.Site.LocalSecrets.SlackBotToken);
        (await http.SendAsync(request, Cancellation)).Dispose();
        await story.Stage.SettleAsync(Cancellation);
        return story.Stage.Slack.Messages[^1];
    }

    sealed class AppThatListens : ISlackListener, ISlackInteractor
    {
        public ConcurrentQueue<SlackEventReading.Heard> Heard { get; } = [];

        public ConcurrentQueue<SlackInteractionReading.Pressed> Pressed { get; } = [];

        public ConcurrentQueue<SlackInteractionReading.Submitted> Submitted { get; } = [];

        public bool StorageIsAway { get; set; }

        public SlackViews? Views { get; set; }

        public string Prefix => "test-";

        public Task<string?> HearAsync(SlackEventReading.Heard heard, CancellationToken cancellation)
        {
            NeedStorage();
            Heard.Enqueue(heard);
            return Task.FromResult<string?>("taken");
        }

        public async Task<InteractionAnswer> PressedAsync(
            SlackInteractionReading.Pressed pressed, CancellationToken cancellation)
        {
            Pressed.Enqueue(pressed);
            var form = new SlackView(
                "test-note", "Edit the note", [SlackViewBlock.Lines("note", "Note", "all quiet")], $"{pressed.Message}")
            {
                SubmitLabel = "Post",
            };
            return new InteractionAnswer.Done($"{await Views!.OpenAsync(pressed.TriggerId, form, cancellation)}");
        }

        public Task<InteractionAnswer> SubmittedAsync(
            SlackInteractionReading.Submitted submitted, CancellationToken cancellation)
        {
            NeedStorage();
            Submitted.Enqueue(submitted);
            return Task.FromResult<InteractionAnswer>(submitted.Values["note"].Length < 5
                ? new InteractionAnswer.Errors("note", "Say more.")
                : new InteractionAnswer.Done("taken"));
        }

        void NeedStorage()
        {
            if (StorageIsAway)
                throw new RequestFailedException("Nothing answers.");
        }
    }
}
