using System.Text;
using Amqp;
using Amqp.Framing;
using Microsoft.Extensions.Logging.Abstractions;
using OnCall.Adapters.ServiceBus;
using OnCall.Adapters.Tables;
using OnCall.Engine.Streams;
using OnCall.Engine.Wakeups;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Notices;

/// <summary>A message that could not be handled is kept until it is replayed.</summary>
public class DeadLetterStories(AzuriteFixture azurite)
{
    static readonly ProcessId Ghost = new("ghost-1");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task A_message_that_fails_every_time_is_kept_announced_listed_and_put_away() => TellAsync(async (story, storage) =>
    {
        await SendAsync(story, "no wake-up at all");
        story.Expect(Place.OnCallChannel, "dead letter", "Usually nothing is lost", "-- deadletters");

        var listed = await RunAsync(story, storage, "deadletters");
        Assert.Contains("(no wake-up)", listed, StringComparison.Ordinal);
        Assert.Contains("MaxDeliveryCountExceeded", listed, StringComparison.Ordinal);
        Assert.Contains("1 in all", listed, StringComparison.Ordinal);

        var id = listed.Split("  ")[0];
        Assert.Contains("nothing in it can be sent anew; put away. It read: no wake-up at all",
            await RunAsync(story, storage, "deadletters", "--replay", id), StringComparison.Ordinal);
        Assert.Contains("No dead letters", await RunAsync(story, storage, "deadletters"), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_replayed_message_reaches_its_process_and_the_next_dead_letter_is_news_again() => TellAsync(async (story, storage) =>
    {
        using var table = new StreamTable(storage);
        var store = new TableStreamStore(table);
        await store.CommitAsync(
            new(null, new Head(Ghost, 1, "{}", story.Stage.Clock.GetUtcNow(), IsOver: false, ""), [], [], [], default), Cancellation);
        await KnockAtGhostAsync(story);
        story.Expect(Place.OnCallChannel, "dead letter");
        Assert.Contains("ghost-1", await RunAsync(story, storage, "deadletters"), StringComparison.Ordinal);

        // What was wrong is mended: nothing is due any more.
        var before = (await store.ReadAsync(Ghost, Cancellation))!;
        await store.CommitAsync(new(before, before.Head with { Version = 2, Deadline = null }, [], [], [], default), Cancellation);
        Assert.Contains("sent anew to ghost-1", await RunAsync(story, storage, "deadletters", "--replay-all"), StringComparison.Ordinal);
        await story.AfterMinutesAsync(10);
        Assert.Contains("No dead letters", await RunAsync(story, storage, "deadletters"), StringComparison.Ordinal);

        await SendAsync(story, "no wake-up at all");
        story.Expect(Place.OnCallChannel, "dead letter");
    });

    [Fact]
    public Task A_flood_of_dead_letters_is_one_message_and_an_hour_later_one_that_counts_them() => TellAsync(async (story, _) =>
    {
        const int Flood = 20;
        await SendAsync(story, "no wake-up at all");
        story.Expect(Place.OnCallChannel, "dead letter");

        await story.AfterMinutesAsync(1);
        for (var i = 0; i < Flood; i++)
            await SendAsync(story, $"no wake-up {i}");
        await story.AfterMinutesAsync(55);
        story.ExpectNothingMore();

        await story.AfterMinutesAsync(10);
        story.Expect(Place.OnCallChannel, "20 more wake-ups", "21 wait");
        await story.AfterMinutesAsync(180);
    });

    Task TellAsync(Func<Story, string, Task> tell)
    {
        var storage = azurite.TakeAccount();
        return Story.TellAsync(azurite, story => tell(story, storage), ("AzureWebJobsStorage", storage));
    }

    static Task KnockAtGhostAsync(Story story)
    {
        var now = story.Stage.Clock.GetUtcNow();
        return SendAsync(story, Encoding.UTF8.GetString(WakeupMessage.Write(new Wakeup(Ghost, 1, now, now))));
    }

    static async Task SendAsync(Story story, string body)
    {
        await using var connection = new ServiceBusConnection(
            ServiceBusConnectionString.Parse(story.Stage.Neighbourhood.Bus!.ConnectionString), story.Stage.Clock,
            NullLogger<ServiceBusConnection>.Instance);
        var link = await connection.AttachSenderAsync(ServiceBusWakeups.Queue, Cancellation);
        await link.SendAsync(new Message { BodySection = new Data { Binary = Encoding.UTF8.GetBytes(body) } });
        await story.Stage.SettleAsync(Cancellation);
    }

    static async Task<string> RunAsync(Story story, string storage, params string[] command)
    {
        var environment = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = storage,
            ["ServiceBus"] = story.Stage.Neighbourhood.Bus!.ConnectionString,
        };
        await using var program = LocalHostProgram.Start(environment, command);
        Assert.True(await program.EndAsync() == 0, program.Output);
        await story.Stage.SettleAsync(Cancellation);
        return program.Output;
    }
}
