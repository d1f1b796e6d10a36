using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using OnCall.LocalHost.Drills;
using OnCall.Stories.Fixtures;

namespace OnCall.Stories.Incidents;

/// <summary>The dead man's switch: its silence is the alarm.</summary>
public class HeartbeatStories(AzuriteFixture azurite)
{
    [Fact]
    public async Task It_beats_each_minute_while_nothing_is_overdue_and_is_silent_when_something_is()
    {
        var beats = 0;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var outside = builder.Build();
        outside.MapGet("/beat", () => { Interlocked.Increment(ref beats); });
        outside.Urls.Add("http://127.0.0.1:0");
        await outside.StartAsync(TestContext.Current.CancellationToken);

        await Story.TellAsync(
            azurite,
            async story =>
            {
                await story.AfterMinutesAsync(3);
                Assert.Equal(3, beats);

                await story.PageAsync();
                story.Expect(Place.Channel, "Incident declared");
                await story.AfterMinutesAsync(14);
                Assert.Equal(17, beats);

                // The bus is gone: the deadline that is due in a minute can be seen, and nobody can be woken for it.
                await story.Stage.Neighbourhood.Bus!.DisposeAsync();
                await story.AfterMinutesAsync(4);
                Assert.Equal(17, beats);
            },
            ("Heartbeat__Url", outside.Urls.Single() + "/beat"));
    }
}
